package io.guideway.bench.lab.report;

import java.util.List;

/** Writes a page of HTML piece by piece; all text is escaped, and only {@link #raw} is not. */
final class Html {
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #222;
              background: #fff }
            h1, h2 { line-height: 1.2 }
            table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums }
            th, td { border-bottom: 1px solid #ccc; padding: .2rem .6rem; text-align: right }
            th { border-bottom: 2px solid #888; vertical-align: bottom }
            th:first-child, td:first-child { text-align: left }
            .wide { overflow-x: auto }
            .warn { border-left: .3rem solid #d55e00; background: #fdf1e7; padding: .5rem 1rem }
            pre { background: #f4f4f4; padding: .7rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere }
            svg { max-width: 100%; height: auto; margin: 1rem 0 }
            """;

    private final StringBuilder page = new StringBuilder();

    Html(final String title) {
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        element("title", title);
        page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
        element("h1", title);
    }

    /** The five characters that mean something to HTML, in text and in attributes. */
    static String escape(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    Html element(final String name, final String text) {
        page.append('<').append(name).append('>').append(escape(text));
        page.append("</").append(name).append(">\n");
        return this;
    }

    Html heading(final String text) {
        return element("h2", text);
    }

    Html paragraph(final String text) {
        return element("p", text);
    }

    /** Something that the reader must not overlook. */
    Html warning(final String text) {
        page.append("<p class=\"warn\">").append(escape(text)).append("</p>\n");
        return this;
    }

    /** What is HTML already, such as a chart. */
    Html raw(final String html) {
        page.append(html);
        return this;
    }

    Html table(final List<String> names, final List<List<String>> rows) {
        page.append("<div class=\"wide\"><table>\n<thead>");
        row("th", names);
        page.append("</thead>\n<tbody>\n");
        rows.forEach(cells -> row("td", cells));
        page.append("</tbody>\n</table></div>\n");
        return this;
    }

    private void row(final String tag, final List<String> cells) {
        page.append("<tr>");
        cells.forEach(cell -> page.append('<')
                .append(tag)
                .append('>')
                .append(escape(cell))
                .append("</")
                .append(tag)
                .append('>'));
        page.append("</tr>\n");
    }

    /** The whole page. */
    String finish() {
        return page.append("</body>\n</html>\n").toString();
    }
}
