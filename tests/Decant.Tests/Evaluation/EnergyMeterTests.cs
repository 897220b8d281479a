using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Tests.Evaluation;

public sealed class EnergyMeterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-energy-").FullName;
    private readonly StoppedClock _clock = new();
    private TimeSpan _processor;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_counter_energy_is_processor_time_of_the_cores_times_watts_and_an_estimate()
    {
        var meter = new EnergyMeter(_clock, () => _processor, counter: null, watts: 65, cores: 2);

        var use = meter.Measure(64, () => Call(milliseconds: 50, processor: 80));

        // 0.08 s / 2 · 65 W = 2.6 J for 64 answers.
        Assert.Equal(
            new EnergyUse(2.6 / 64, EnergySource.Estimate, 64),
            use! with
            {
                JoulesPerAnswer = Math.Round(use!.JoulesPerAnswer, 12),
            }
        );
    }

    [Fact]
    public void The_least_of_the_rounds_counts()
    {
        var (meter, calls) = (new EnergyMeter(_clock, () => _processor, counter: null, watts: 100, cores: 1), 0);

        // Three calls are a round of 150 ms; only the second round is undisturbed.
        var use = meter.Measure(1, () => Call(50, calls++ is >= 3 and < 6 ? 10 : 30));

        Assert.Equal(9, calls);
        Assert.Equal(1, use!.JoulesPerAnswer, 12);
    }

    [Fact]
    public void Where_no_processor_time_was_counted_energy_is_not_known() =>
        Assert.Null(new EnergyMeter(_clock, () => _processor, null, 65, 2).Measure(1, () => Call(50, 0)));

    [Fact]
    public void The_processor_s_counter_is_read_where_it_can_be()
    {
        Zone("intel-rapl:0", "package-0", 5_000_000, 1_000_000_000);
        Zone("intel-rapl:1", "package-1", 7_000_000, 1_000_000_000);
        var meter = new EnergyMeter(_clock, () => _processor, EnergyCounter.Find(_folder), watts: 65, cores: 2);
        var counted = (First: 5_000_000L, Second: 7_000_000L);

        // 0.3 J and 0.1 J for each call of 8 answers.
        var use = meter.Measure(8, () =>
        {
            Call(50, 80);
            counted = (counted.First + 300_000, counted.Second + 100_000);
            Write("intel-rapl:0", counted.First);
            Write("intel-rapl:1", counted.Second);
        });

        Assert.Equal(EnergySource.Counter, use!.Source);
        Assert.Equal(0.4 / 8, use.JoulesPerAnswer, 12);
    }

    [Fact]
    public void A_counter_that_began_anew_is_counted_on()
    {
        Zone("intel-rapl:0", "package-0", 900, 1000);
        var counter = EnergyCounter.Find(_folder)!;
        var before = counter.Read();

        Write("intel-rapl:0", 150);

        Assert.Equal(250e-6, counter.Joules(before, counter.Read()), 12);
    }

    [Fact]
    public void What_a_package_has_inside_what_is_told_twice_and_the_whole_board_do_not_count()
    {
        Zone("intel-rapl:0", "package-0", 0, 1_000_000);
        Zone("intel-rapl:0:0", "core", 0, 1_000_000);
        Zone("intel-rapl:1", "psys", 0, 1_000_000);
        Zone("intel-rapl-mmio:0", "package-0", 0, 1_000_000);

        Assert.Single(EnergyCounter.Find(_folder)!.Read());
    }

    [Fact]
    public void A_machine_without_counters_has_none()
    {
        Assert.Null(EnergyCounter.Find(Path.Combine(_folder, "missing")));
        Assert.Null(EnergyCounter.Find(_folder));
        Zone("intel-rapl:0", "package-0", 0, 1_000_000);
        File.Delete(Path.Combine(_folder, "intel-rapl:0", "energy_uj"));
        Assert.Null(EnergyCounter.Find(_folder));
    }

    private void Call(double milliseconds, double processor)
    {
        _clock.Pass(milliseconds);
        _processor += TimeSpan.FromMilliseconds(processor);
    }

    private void Zone(string zone, string name, long energy, long range)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, zone)).FullName;
        File.WriteAllText(Path.Combine(folder, "name"), name + "\n");
        File.WriteAllText(Path.Combine(folder, "max_energy_range_uj"), $"{range}\n");
        Write(zone, energy);
    }

    private void Write(string zone, long energy) => File.WriteAllText(Path.Combine(_folder, zone, "energy_uj"), $"{energy}\n");
}
