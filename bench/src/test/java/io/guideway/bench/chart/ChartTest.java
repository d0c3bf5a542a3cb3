package io.guideway.bench.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {
    private static final double PIXEL = 0.02;

    private static final Chart FLATNESS = Chart.of("Time a packet")
            .x("flows", Scale.LOG)
            .y("ns a packet")
            .series("Java", List.of(Point.of(1e3, 30), new Point(1e5, 40, 35, 45), Point.of(1e7, 50)))
            .series("C", List.of(Point.of(1e3, 25), Point.of(1e7, 25)))
            .line(32.5, "1.3 x the least");

    @Test
    void pointsOfALogarithmicAxisStandByTheirFactors() throws Exception {
        final List<double[]> java = points(FLATNESS, 0);
        assertEquals(3, java.size());
        assertEquals(java.get(1)[0] - java.get(0)[0], java.get(2)[0] - java.get(1)[0], PIXEL);
        assertEquals(tick(FLATNESS, "1 k", "x"), java.get(0)[0], PIXEL);
        assertEquals(tick(FLATNESS, "10 M", "x"), java.get(2)[0], PIXEL);
    }

    @Test
    void pointsOfALinearAxisStandByTheirDifferences() throws Exception {
        final Chart chart = Chart.of("").series("", List.of(Point.of(0, 10), Point.of(25, 20), Point.of(100, 40)));
        final List<double[]> points = points(chart, 0);
        assertEquals(3 * (points.get(1)[0] - points.get(0)[0]), points.get(2)[0] - points.get(1)[0], PIXEL);
    }

    @Test
    void heightIsProportionalToTheValueAndBeginsAtZero() throws Exception {
        final List<double[]> java = points(FLATNESS, 0);
        assertEquals(java.get(0)[1] - java.get(1)[1], java.get(1)[1] - java.get(2)[1], PIXEL);
        assertEquals(tick(FLATNESS, "30", "y"), java.get(0)[1] + 4, PIXEL);
        final double zero = tick(FLATNESS, "0", "y") - 4;
        assertEquals(zero - java.get(0)[1], 3 * (java.get(0)[1] - java.get(1)[1]), 3 * PIXEL);
    }

    @Test
    void everyTickHasALabel() throws Exception {
        final List<String> texts = texts(FLATNESS);
        for (final String label : List.of("1 k", "10 k", "100 k", "1 M", "10 M", "0", "10", "20", "30", "40", "50")) {
            assertTrue(texts.contains(label), () -> label + " in " + texts);
        }
    }

    @Test
    void titleLabelsNamesAndLinesAreTold() throws Exception {
        final List<String> texts = texts(FLATNESS);
        assertTrue(texts.containsAll(List.of("Time a packet", "flows", "ns a packet", "Java", "C", "1.3 x the least")));
    }

    @Test
    void whoDoesNotSeeTheChartIsTold() throws Exception {
        final Element svg = parse(FLATNESS).getDocumentElement();
        assertEquals("img", svg.getAttribute("role"));
        assertEquals("Time a packet", svg.getElementsByTagName("title").item(0).getTextContent());
        assertEquals(
                "ns a packet by flows. Java: 3 points, 30 to 50; C: 2 points, 25 to 25.",
                svg.getElementsByTagName("desc").item(0).getTextContent());
        assertEquals(
                "flat",
                parse(FLATNESS.description("flat"))
                        .getElementsByTagName("desc")
                        .item(0)
                        .getTextContent());
    }

    @Test
    void textIsEscapedAndWhatXmlCannotHoldIsReplaced() throws Exception {
        final String nasty = "<b>&amp; \"5\" ]]> \u0001 \uD800 é \uD83D\uDE80";
        final Chart chart = Chart.of(nasty)
                .x(nasty, Scale.LINEAR)
                .y(nasty)
                .series(nasty, List.of(Point.of(1, 1)))
                .line(1, nasty);
        final String kept = "<b>&amp; \"5\" ]]> \uFFFD \uFFFD é \uD83D\uDE80";
        assertEquals(5, texts(chart).stream().filter(kept::equals).count());
    }

    @Test
    void anErrorBarReachesFromTheLeastToTheMost() throws Exception {
        final double zero = tick(FLATNESS, "0", "y") - 4;
        final double one = (zero - points(FLATNESS, 0).get(0)[1]) / 30;
        final String from = SvgWriter.number(zero - 35 * one);
        final String to = SvgWriter.number(zero - 45 * one);
        assertTrue(FLATNESS.svg().contains(" " + from + "V" + to + "M"), FLATNESS.svg());
    }

    @Test
    void theAxisHasRoomForErrorBarsAndLines() throws Exception {
        assertTrue(texts(Chart.of("").series("", List.of(new Point(1, 1, 0, 99))))
                .contains("100"));
        assertTrue(texts(Chart.of("").series("", List.of(Point.of(1, 1))).line(400, ""))
                .contains("400"));
    }

    @Test
    void manySeriesLookDifferentlyAndTheirNamesStayInThePicture() throws Exception {
        Chart chart = Chart.of("many");
        for (int i = 0; i < 14; i++) {
            chart = chart.series("the series of number " + i, List.of(Point.of(1, i), Point.of(2, i)));
        }
        assertEquals(14, IntStream.range(0, 14).mapToObj(Look::of).distinct().count());
        final NodeList groups = parse(chart).getElementsByTagName("g");
        assertEquals(14, groups.getLength());
        for (int i = 0; i < groups.getLength(); i++) {
            final String at = ((Element) groups.item(i)).getAttribute("transform");
            assertTrue(Double.parseDouble(at.substring("translate(".length(), at.indexOf(' '))) < 700, at);
        }
    }

    @Test
    void aLongSeriesHasNoMarks() {
        final List<Point> points =
                IntStream.range(0, 1000).mapToObj(i -> Point.of(i, i)).toList();
        assertFalse(Chart.of("").series("long", points).svg().contains("<title>long:"));
    }

    @Test
    void theSameChartGivesTheSamePictureInEveryLocale() {
        final String here = FLATNESS.svg();
        final Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(here, FLATNESS.svg());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void itStandsAloneAndMayStandInAPage() {
        final String svg = FLATNESS.svg();
        assertTrue(svg.startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""), svg);
        assertFalse(svg.contains(" id="), svg);
        assertFalse(svg.contains("href"), svg);
        assertNotEquals(-1, svg.indexOf("fill=\"#ffffff\""));
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        assertThrows(IllegalStateException.class, Chart.of("nothing")::svg);
        assertThrows(IllegalArgumentException.class, () -> Chart.of("").series("none", List.of()));
        assertThrows(IllegalArgumentException.class, () -> Point.of(1, -1));
        assertThrows(IllegalArgumentException.class, () -> Point.of(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Point(1, 5, 6, 7));
        final Chart zero = Chart.of("").series("from zero", List.of(Point.of(0, 1)));
        assertThrows(IllegalArgumentException.class, () -> zero.x("flows", Scale.LOG));
    }

    private static Document parse(final Chart chart) throws Exception {
        final DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        final Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(chart.svg())));
        assertEquals("http://www.w3.org/2000/svg", document.getDocumentElement().getNamespaceURI());
        return document;
    }

    private static List<double[]> points(final Chart chart, final int series) throws Exception {
        final Element line =
                (Element) parse(chart).getElementsByTagName("polyline").item(series);
        return Arrays.stream(line.getAttribute("points").split(" "))
                .map(place -> Arrays.stream(place.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    private static List<String> texts(final Chart chart) throws Exception {
        return elements(chart).stream().map(Element::getTextContent).toList();
    }

    private static double tick(final Chart chart, final String label, final String coordinate) throws Exception {
        return elements(chart).stream()
                .filter(text -> text.getTextContent().equals(label))
                .mapToDouble(text -> Double.parseDouble(text.getAttribute(coordinate)))
                .findFirst()
                .orElseThrow();
    }

    private static List<Element> elements(final Chart chart) throws Exception {
        final NodeList texts = parse(chart).getElementsByTagName("text");
        final List<Element> elements = new ArrayList<>();
        for (int i = 0; i < texts.getLength(); i++) {
            elements.add((Element) texts.item(i));
        }
        return elements;
    }
}
