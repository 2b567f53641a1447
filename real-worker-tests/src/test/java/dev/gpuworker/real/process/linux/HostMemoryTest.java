package dev.gpuworker.real.process.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostMemoryTest {
    @Test
    void privateSharedAndSwappedPagesAreAddedAndPagesOfFilesAreKeptApart() {
        String rollup = """
                55ba7dee6000-7fff726b2000 ---p 00000000 00:00 0                          [rollup]
                Rss:                1616 kB
                Pss:                 231 kB
                Pss_Dirty:           112 kB
                Pss_Anon:            112 kB
                Pss_File:            119 kB
                Pss_Shmem:             3 kB
                SwapPss:               5 kB
                """;

        assertThat(HostMemory.parse(rollup)).contains(new HostMemory(120 * 1024, 119 * 1024));
    }

    @Test
    void anOldKernelsTextIsUnknown() {
        assertThat(HostMemory.parse("Pss: 231 kB\nSwapPss: 0 kB\n")).isEmpty();
    }

    @Test
    void thisProcessHasSomeAndAVanishedOneHasNone() {
        ProcStat self = ProcStat.read(Path.of("/proc/self")).orElseThrow();

        assertThat(HostMemory.of(List.of(self)))
                .hasValueSatisfying(host -> assertThat(host.privateBytes()).isGreaterThan(4L << 20));
        assertThat(HostMemory.of(List.of(new ProcStat(Integer.MAX_VALUE, "gone", 'S', 1, 1, 1, 1))))
                .isEmpty();
    }
}
