using Decant.Runs;

namespace Decant.Tests.Runs;

public class EnvironmentProbeTests
{
    [Fact]
    public void It_knows_the_machine_that_the_tests_run_on()
    {
        var environment = EnvironmentProbe.Capture(threads: 2, kernels: "reference");

        Assert.Equal(Environment.ProcessorCount, environment.Cores);
        Assert.Equal(System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription, environment.Runtime);
        Assert.True(environment.SimdBits is 0 or 128 or 256 or 512);
        Assert.InRange(environment.MemoryBytes, 1 << 20, long.MaxValue);
        Assert.Matches(@"^\d+\.\d+\.\d+", environment.DecantVersion);
        Assert.DoesNotContain("+", environment.DecantVersion);
        Assert.Equal((2, "reference"), (environment.Threads, environment.Kernels));
    }

    [Fact]
    public void The_processors_name_is_the_operating_systems_word_for_it()
    {
        Assert.SkipUnless(File.Exists("/proc/cpuinfo"), "compares with /proc/cpuinfo, which only Linux has");
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        Assert.SkipWhen(line is null, "this processor's /proc/cpuinfo has no model name");

        var words = line!.Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(string.Join(' ', words), EnvironmentProbe.Capture(1, "managed").Cpu);
    }
}
