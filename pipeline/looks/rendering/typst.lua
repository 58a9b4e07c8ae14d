-- What pandoc's writer for typst leaves out: the text of a picture for who can't see it, and the form of a div.
local forms = { cover = true, contents = true, note = true, statement = true, fold = true, appendices = true, small = true, quotes = true, lead = true }

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('\n', ' ') .. '"'
end

function Image(image)
  local alt = pandoc.utils.stringify(image.caption)
  local size = ', width: ' .. tonumber(image.attributes.width) * 0.75 .. 'pt'
  return pandoc.RawInline('typst', '#image(' .. quoted(image.src) .. ', alt: ' .. quoted(alt) .. size .. ')')
end

-- Else an entry of a list that begins with a number and a full stop is a list in a list.
function Plain(block)
  if pandoc.utils.stringify(block):match('^%s*%d+%.') then
    block.content:insert(1, pandoc.RawInline('typst', '#[]'))
    return block
  end
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
