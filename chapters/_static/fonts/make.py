"""Makes the book's fonts, fonts.css and math.css from their npm packages. Run it only to change the type:

    npm pack @fontsource/source-serif-4@5.3.1 @fontsource-variable/source-sans-3@5.3.0    # and unpack both with tar
    apt-get download fonts-stix    # 1.1.1, and unpack it with dpkg -x
    pip install fonttools brotli
    python make.py SERIF_PACKAGE SANS_PACKAGE LIBERATION_FONTS STIX_WORD_FONTS

Liberation's fonts have the widths of Times New Roman and Arial: the stand-ins, one for each weight and slant, are
stretched to the book's own, so that nothing moves when that arrives.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
#: A PDF holds a variable font, and one of cubic curves, only as drawings (Type 3): the printed book has one of each
#: weight, and formulas in quadratic curves.
PRINT = HERE.parents[2] / "lib" / "scarce" / "site" / "pdf" / "fonts"
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0©«»°±²³·¼½¾×÷àáâäåæçèéêëíïñóôöøúüßÄÅÇÉÖØÜ‐–—‘’“”„…−↑↓€"
GREEK = "ΔΣαβγδεθκλμπρσφψω"
#: What formulas are set in, besides plain letters and figures: operators, slanted Latin and Greek, and what grows.
MATH = (
    "".join(map(chr, range(0x20, 0x7F))) + "\u00a0ΔΘΛΞΠΣΦΨΩαβγδεθκλμνπρστφχψωϕϵ±·×÷−∑∏∫√∞≈≠≤≥∂∈→⇒⋅∣…′∗¯ˆ˜"
    + "".join(map(chr, (*range(0x1D434, 0x1D455), *range(0x1D456, 0x1D468)))) + "ℎ𝛼𝛽𝛾𝛿𝜃𝜅𝜆𝜇𝜋𝜌𝜎𝜏𝜑𝜙𝜀𝜖𝜓𝜔"
)
#: What the first lines are set in: part of the style sheet, so that these come together.
FIRST = ("serif-latin-400", "serif-latin-600", "sans-latin")
#: How often a letter comes in a thousand of English prose (Lewand), for the mean width.
OFTEN = dict(zip("etaoinshrdlcumwfgypbvk ", (102, 73, 66, 60, 56, 54, 51, 49, 48, 34, 32, 22, 22, 19, 19, 18, 16, 16, 15, 12, 8, 6, 200)))


def save(source, name, characters, weights=None, flavor="woff2"):
    font = TTFont(source, lazy=False, recalcTimestamp=False)
    options = Options()
    options.flavor, options.hinting, options.desubroutinize = "woff2", False, False
    options.layout_features = ["kern", "liga", "mark", "ccmp", "locl", "tnum", "ssty"]
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    for record in font["name"].names:  # "Source" and "STIX" are reserved names, which a font that was changed may not keep
        if record.nameID in (1, 3, 4, 6, 16, 25):
            record.string = record.toUnicode().replace("Source", "Scarce").replace("STIX", "Scarce")
    if "MATH" in font:  # made for the tallest of its signs, its lines would stand far apart
        up, down = font["head"].unitsPerEm * 9 // 10, font["head"].unitsPerEm * 3 // 10
        font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = up, -down, 0
        metrics = font["OS/2"]
        metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = up, -down, 0
        metrics.usWinAscent, metrics.usWinDescent = up, down
    if "CFF " in font:  # the name that a font of this kind has inside, too
        font["CFF "].cff.fontNames = [name.replace("STIX", "Scarce") for name in font["CFF "].cff.fontNames]
    if weights:
        buffer = BytesIO()
        font.flavor = None
        font.save(buffer)
        font = instantiateVariableFont(TTFont(buffer, recalcTimestamp=False), {"wght": weights})
    font.flavor = flavor
    font.save(HERE / f"{name}.{flavor or 'ttf'}")


def static(name, weight):
    """One weight of a variable font, for print."""
    font = instantiateVariableFont(TTFont(HERE / f"{name}.woff2", recalcTimestamp=False), {"wght": weight})
    PRINT.mkdir(exist_ok=True)
    font.save(PRINT / f"{name}-{weight}.woff2")


def quadratic(name, weight):
    """The font of formulas for print: its cubic curves as quadratic ones, off by a thousandth of an em at most."""
    font = TTFont(HERE / f"{name}.woff2", recalcTimestamp=False)
    cubic, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for glyph in order:
        pen = TTGlyphPen(None)
        cubic[glyph].draw(Cu2QuPen(pen, font["head"].unitsPerEm / 1000, reverse_direction=True))
        glyphs[glyph] = pen.glyph()
    del font["CFF "]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    for glyph in order:  # where a glyph begins is part of its width now
        glyphs[glyph].recalcBounds(font["glyf"])
        font["hmtx"][glyph] = (font["hmtx"][glyph][0], getattr(glyphs[glyph], "xMin", 0))
    font["maxp"].tableVersion = 0x00010000
    for limit in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                  "maxSizeOfInstructions"):  # fmt: skip
        setattr(font["maxp"], limit, int(limit == "maxZones"))
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 2.0, [], {}
    font.sfntVersion = "\000\001\000\000"
    font.save(PRINT / f"{name}-{weight}.woff2")


def width(font):
    """Mean width of a letter of prose, in em."""
    glyphs, names = font["hmtx"], font.getBestCmap()
    return sum(n * glyphs[names[ord(c)]][0] for c, n in OFTEN.items()) / sum(OFTEN.values()) / font["head"].unitsPerEm


#: For each weight and slant that the prose is set in: the book's own font, its weight there, Liberation's, what fonts of
#: the same widths are called, and how much narrower than its letters a line of the chapters is in the book's own, which
#: sets some of them closer (measured in Chromium). Formulas are set in letters as wide as Times New Roman's.
TIMES = ("Times New Roman", "Liberation Serif", "Tinos")
ARIAL = ("Arial", "Liberation Sans", "Arimo")
STAND_INS = (
    ("Scarce Serif", "serif-latin-400", 400, "normal", "Serif-Regular", TIMES, 0.984),
    ("Scarce Serif", "serif-latin-400-italic", 400, "italic", "Serif-Italic", [f"{name} Italic" for name in TIMES], 0.996),
    ("Scarce Serif", "serif-latin-600", 600, "normal", "Serif-Bold", [f"{name} Bold" for name in TIMES], 0.989),
    ("Scarce Sans", "sans-latin", 400, "normal", "Sans-Regular", ARIAL, 0.988),
    ("Scarce Sans", "sans-latin", 600, "normal", "Sans-Bold", [f"{name} Bold" for name in ARIAL], 0.996),
)
#: Slanted letters come from some wider font until then.
MATH_STAND_IN = ("Scarce Math", "math", 400, "normal", "Serif-Regular", TIMES, 0.98)


def stand_in(liberation, family, name, weight, style, other, local, closer):
    """The rule for a font of the system, stretched to the width and height of the book's own."""
    own = TTFont(HERE / f"{name}.woff2")
    if "fvar" in own:
        own = instantiateVariableFont(own, {"wght": weight})
    stretch = closer * width(own) / width(TTFont(Path(liberation, f"Liberation{other}.ttf")))
    em = own["head"].unitsPerEm * stretch
    up, down, gap = (getattr(own["hhea"], key) / em for key in ("ascent", "descent", "lineGap"))
    places = ", ".join(f'local("{place}")' for place in local)
    weights = "600 700" if weight == 600 else weight
    return (
        f'@font-face {{ font-family: "{family} stand-in"; font-weight: {weights}; font-style: {style}; src: {places}; '
        f"size-adjust: {stretch:.2%}; ascent-override: {up:.2%}; descent-override: {-down:.2%}; "
        f"line-gap-override: {gap:.2%}; }}\n"
    )


def rule(family, name, weight, style, characters):
    embed = "#embed" if name in FIRST else ""
    ranges = ", ".join(sorted({f"U+{ord(c):X}" for c in characters}, key=lambda code: int(code[2:], 16)))
    span = "U+20-7E, " + ", ".join(code for code in ranges.split(", ") if int(code[2:], 16) > 0x7E) if " " in characters else ranges
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; font-display: swap; '
        f'src: url("fonts/{name}.woff2{embed}") format("woff2"); unicode-range: {span}; }}\n'
    )


def main(serif, sans, liberation, stix):
    css = ["/* Made by fonts/make.py from Source Serif 4, Source Sans 3 and STIX, under the SIL Open Font License: fonts/LICENSE.txt. */\n"]
    for script, characters in (("latin", LATIN), ("greek", GREEK)):
        for weight, style in ((400, "normal"), (400, "italic"), (600, "normal")):
            if (script, style) == ("greek", "italic"):
                continue
            name = f"serif-{script}-{weight}{'-italic' if style == 'italic' else ''}"
            save(Path(serif, "files", f"source-serif-4-{script}-{weight}-{style}.woff2"), name, characters)
            css.append(rule("Scarce Serif", name, "600 700" if weight == 600 else weight, style, characters))
        name = f"sans-{script}"
        save(Path(sans, "files", f"source-sans-3-{script}-wght-normal.woff2"), name, characters, (400, 600))
        css.append(rule("Scarce Sans", name, "400 700", "normal", characters))
        for weight in (400, 600):
            static(name, weight)
    save(Path(stix, "STIXMath-Regular.otf"), "math", MATH)
    quadratic("math", 400)
    math = 'font-family: "Scarce Math"; font-display: swap; src: url("fonts/math.woff2#embed") format("woff2");'
    math = f"{css[0]}@font-face {{ {math} }}\n{stand_in(liberation, *MATH_STAND_IN)}"
    (HERE.parent / "math.css").write_text(math, encoding="utf-8")
    # What draws the pages' cards reads no woff2.
    save(Path(serif, "files", "source-serif-4-latin-600-normal.woff2"), "card", LATIN, flavor=None)
    css += [stand_in(liberation, *each) for each in STAND_INS]
    (HERE.parent / "fonts.css").write_text("".join(css), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
