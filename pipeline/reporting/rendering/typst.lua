-- What pandoc's writer for typst leaves out: the text of a picture for who can't see it, and the form of a div.
local forms = { cover = true, contents = true, note = true, statement = true, fold = true, compact = true }

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('\n', ' ') .. '"'
end

function Image(image)
  local alt = pandoc.utils.stringify(image.caption)
  return pandoc.RawInline('typst', '#image(' .. quoted(image.src) .. ', alt: ' .. quoted(alt) .. ')')
end

function Div(div)
  for _, class in ipairs(div.classes) do
    if forms[class] then
      local content = pandoc.Blocks({ pandoc.RawBlock('typst', '#' .. class .. '[') })
      content:extend(div.content)
      content:insert(pandoc.RawBlock('typst', ']'))
      return content
    end
  end
end
