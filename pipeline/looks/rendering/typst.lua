-- What pandoc's writer for typst leaves out: the text of a picture for who can't see it, the form of
-- a div, and signs that are markup for typst: pandoc only knows some of them, and not everywhere.
local forms = { cover = true, contents = true, ['contents-below'] = true, figures = true, ['figures-apart'] = true, note = true, statement = true, fold = true, appendices = true, small = true, quotes = true, lead = true, together = true, whole = true }

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('\n', ' ') .. '"'
end

local function with_text(image)
  local alt = pandoc.utils.stringify(image.caption)
  local size = ', width: ' .. tonumber(image.attributes.width) * 0.75 .. 'pt'
  return pandoc.RawInline('typst', '#image(' .. quoted(image.src) .. ', alt: ' .. quoted(alt) .. size .. ')')
end

local function with_form(div)
  for _, class in ipairs(div.classes) do
    if forms[class] then
      local content = pandoc.Blocks({ pandoc.RawBlock('typst', '#' .. class .. '[') })
      content:extend(div.content)
      content:insert(pandoc.RawBlock('typst', ']'))
      return content
    end
  end
end

-- The name of a narrow column.
local function upright(span)
  if span.classes:includes('upright') then
    local content = pandoc.Inlines({ pandoc.RawInline('typst', '#upright[') })
    content:extend(span.content)
    content:insert(pandoc.RawInline('typst', ']'))
    return content
  end
end

-- Also where a cell, an entry, a caption or small print begins. A string without signs is left to pandoc.
local function as_text(word)
  local text, signs = word.text:gsub('%p', '\\%0')
  if signs > 0 then
    return pandoc.RawInline('typst', text)
  end
end

-- One after the other: the text of a picture is taken before it is escaped.
return { { Image = with_text, Div = with_form, Span = upright }, { Str = as_text } }
