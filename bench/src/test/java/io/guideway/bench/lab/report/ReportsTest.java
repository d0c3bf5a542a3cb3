package io.guideway.bench.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportsTest {
    private static final long ALL = 990;

    private static Document parsed(final String html) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html)));
    }

    @Test
    void thePageIsWellFormedAndNeedsNothingBesideIt() throws Exception {
        final String html = HtmlReport.of(SampleReport.of(ALL));
        final Document page = parsed(html);
        assertEquals(0, page.getElementsByTagName("script").getLength());
        assertEquals(0, page.getElementsByTagName("link").getLength());
        assertEquals(0, page.getElementsByTagName("img").getLength());
        assertFalse(html.contains("src="));
        assertTrue(page.getElementsByTagName("svg").getLength() >= 4);
        assertTrue(page.getDocumentElement().getTextContent().contains(SampleReport.NASTY));
        assertTrue(page.getDocumentElement().getTextContent().contains("Xeon <x>"));
    }

    @Test
    void thePageSaysWhatOneMustKnow() throws Exception {
        final String text = parsed(HtmlReport.of(SampleReport.of(ALL - 3)))
                .getDocumentElement()
                .getTextContent();
        assertTrue(text.contains("Not conforming to RFC 2544"), text);
        assertTrue(text.contains("The generator was the limit with frames of 64:"), text);
        assertTrue(text.contains("Frames are unaccounted for: 0 between generator and device, 3 between"), text);
        assertTrue(text.contains("spoilt 1 of 1 trials"), text);
        assertTrue(text.contains("IMIX is 7 frames of 64 octets, 4 of 570 and 1 of 1498"), text);
        assertTrue(text.contains("≥ 7.900"), text);
        assertTrue(text.contains("14.881"), text);
        assertTrue(text.contains("12.019"), text);
    }

    @Test
    void jsonHasFiguresTrialsAndSurroundings() {
        final JsonNode json =
                JsonMapper.shared().readTree(JsonReport.of(SampleReport.of(ALL)).toString());
        assertFalse(json.get("conforming").asBoolean());
        assertEquals(2, json.get("results").size());
        final JsonNode small = json.get("results").get(0);
        assertEquals(7.9e6, small.get("throughput").get("rate").asDouble());
        assertTrue(small.get("throughput").get("above").isNull());
        assertTrue(small.get("generator").get("was_the_limit").asBoolean());
        assertEquals(84, small.get("octets_back").asDouble());
        assertEquals(1.5, small.get("latency").get(0).get("p50_us").asDouble(), 0.01);
        assertEquals(0.2, small.get("frame_loss").get(0).get("loss_ratio").asDouble());
        assertEquals(1000, small.get("back_to_back").get("median").asInt());
        assertEquals(SampleReport.NASTY, json.get("device").get("configuration").asString());
        assertTrue(json.get("frames").get("holds").asBoolean());
        assertEquals(
                "warm-up, \"first\"", json.get("trials").get(0).get("purpose").asString());
        assertEquals("tsc", json.get("environment").get("clock_source").asString());
        assertTrue(json.get("plan").get("line_gbit").isNull());
    }

    @Test
    void tablesAreFilesOfTheirOwn(@TempDir final Path directory) throws IOException {
        final Path made = directory.resolve("made");
        SampleReport.of(ALL).write(made);
        for (final String name : List.of("report.html", "report.json")) {
            assertTrue(Files.size(made.resolve(name)) > 0, name);
        }
        assertEquals(3, Files.readAllLines(made.resolve("rates.csv")).size());
        assertEquals(2, Files.readAllLines(made.resolve("latency.csv")).size());
        assertEquals(5, Files.readAllLines(made.resolve("frame-loss.csv")).size());
        assertEquals(3, Files.readAllLines(made.resolve("back-to-back.csv")).size());
        final List<String> trials = Files.readAllLines(made.resolve("trials.csv"));
        assertTrue(trials.getFirst().startsWith("size,purpose,rate,"), trials.getFirst());
        assertTrue(trials.get(1).startsWith("64,\"warm-up, \"\"first\"\"\",1000000.0,"), trials.get(1));
    }

    @Test
    void noLocaleChangesAnyOfIt() {
        final Locale before = Locale.getDefault();
        final String html = HtmlReport.of(SampleReport.of(ALL));
        final String csv = CsvReport.of(SampleReport.of(ALL)).toString();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertEquals(html, HtmlReport.of(SampleReport.of(ALL)));
            assertEquals(csv, CsvReport.of(SampleReport.of(ALL)).toString());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theTerminalGetsALineForEachSize() {
        final StringWriter text = new StringWriter();
        TextReport.print(SampleReport.of(ALL), new PrintWriter(text));
        assertTrue(text.toString().contains("ipip over IPv4, 10,000 flows"), text.toString());
        assertTrue(text.toString().contains("IMIX "), text.toString());
        assertTrue(text.toString().contains("not to quote"), text.toString());
    }
}
