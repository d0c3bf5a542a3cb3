package io.guideway.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HttpAnswerTest {
    @Property(tries = 2000)
    void whateverComesIsJudgedOrRefusedWithAReason(@ForAll("fragments") final List<String> fragments)
            throws IOException {
        final byte[] octets = String.join("", fragments).getBytes(StandardCharsets.ISO_8859_1);
        try {
            assertTrue(judge(octets, Optional.of("l")).startsWith("HTTP 2"));
        } catch (final CheckFailure failure) {
            assertTrue(failure.getMessage().matches("[ -~…]{1,250}"), failure.getMessage());
        }
    }

    /** Pieces of answers, so that the odd ones are met deep inside, too. */
    @Provide
    Arbitrary<List<String>> fragments() {
        final Arbitrary<String> known = Arbitraries.of(
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.0 204\r\n",
                "Content-Length: 5\r\n",
                "content-length:-1\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "\r\n",
                "\n",
                "5\r\nhello\r\n",
                "fffffffffffffff\r\n",
                "0\r\n\r\n",
                "hello",
                ":");
        final Arbitrary<String> odd =
                Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(20);
        return Arbitraries.frequencyOf(Tuple.of(4, known), Tuple.of(1, odd))
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 300)
    void chunksAreTheBodyWhereverItIsCut(@ForAll @Size(max = 8) final List<@IntRange(min = 1, max = 40) Integer> cuts)
            throws Exception {
        final String body = "the quick brown fox jumps over the lazy dog, and all systems go";
        final StringBuilder answer = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        int at = 0;
        for (final int cut : cuts) {
            final String chunk = body.substring(at, Math.min(body.length(), at + cut));
            answer.append(chunk(chunk));
            at += chunk.length();
        }
        answer.append(chunk(body.substring(at))).append("0\r\n\r\n");
        assertEquals("HTTP 200", judge(answer.toString().getBytes(StandardCharsets.UTF_8), Optional.of(body)));
    }

    /** Nothing for no text, as a chunk of no octets is the last one. */
    private static String chunk(final String text) {
        return text.isEmpty() ? "" : "%x\r\n%s\r\n".formatted(text.length(), text);
    }

    private static String judge(final byte[] octets, final Optional<String> body) throws IOException, CheckFailure {
        final StatusSet statuses = new StatusSet(List.of(new StatusSet.Range(200, 299)));
        return new HttpAnswer(new ByteArrayInputStream(octets))
                .judge(new Check.Http("/", Optional.empty(), statuses, body, Optional.empty(), Map.of()));
    }
}
