package io.guideway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CpuListTest {
    private static String again(final String text) {
        return CpuList.text(CpuList.parse(text));
    }

    @Test
    void rangesAndSingleCpusComeBackAsTheyWere() {
        assertEquals("0-3,8,10-11", again("0-3,8,10-11"));
        assertEquals("", again(""));
    }

    @Test
    void neighboursJoinIntoRanges() {
        assertEquals("1-4", again("1,2,3-4"));
    }

    @Test
    void whatIsNoCpuCountsForNone() {
        assertEquals("1", again("(null),1,x-3,-2,9-5,999999"));
    }
}
