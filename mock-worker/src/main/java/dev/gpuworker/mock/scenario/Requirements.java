package dev.gpuworker.mock.scenario;

import java.util.List;

/** The ids of {@code docs/worker-api.md}, which {@code violates} may name. */
public final class Requirements {
    private static final List<String> IDS = List.of(
            "M0-SYS-2.2.1",
            "M0-W-1020",
            "M0-W-1021",
            "M0-W-1030",
            "M0-W-1032",
            "M0-W-1100",
            "M0-W-1101",
            "M0-W-1110",
            "M0-W-1111",
            "M0-W-1120",
            "M0-W-1300",
            "M0-W-1301",
            "M0-W-1302",
            "M0-W-1310",
            "M0-W-1311",
            "M0-W-1312",
            "M0-W-1320",
            "M0-W-1330",
            "M0-W-1340",
            "M0-W-1350",
            "M0-W-1421",
            "M0-W-1422",
            "M0-W-1500",
            "M0-W-1510",
            "M0-W-1604",
            "M0-W-1610",
            "M0-W-1611",
            "M0-W-1621",
            "M0-W-1630",
            "M0-W-1824",
            "M0-W-1825",
            "M0-W-1826",
            "M0-W-1900",
            "D-01",
            "D-02",
            "D-03",
            "D-04",
            "D-05",
            "D-06",
            "D-07",
            "D-08",
            "D-09",
            "D-10",
            "D-11",
            "D-12",
            "D-13",
            "D-14",
            "D-15",
            "D-16",
            "D-17",
            "D-18",
            "D-19",
            "D-20",
            "D-21",
            "D-22",
            "D-23",
            "D-24",
            "D-25",
            "D-26",
            "D-27");

    private Requirements() {}

    /** Returns all ids. */
    public static List<String> ids() {
        return IDS;
    }
}
