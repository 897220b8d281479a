using Decant.Tuning;

namespace Decant.Tests.Tuning;

public sealed class TrialLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-trials-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_processes_never_take_the_same_trial()
    {
        var (one, other) = (Open(), Open());

        var first = one.Take(New)!.Value;
        var second = other.Take(New)!.Value;
        using (first.Claim)
        using (second.Claim)
        {
            Assert.Equal((0, 1), (first.Trial.Number, second.Trial.Number));
        }
    }

    [Fact]
    public void A_trial_whose_process_died_is_taken_again_as_it_was()
    {
        var died = Open().Take(New)!.Value;
        died.Claim.Dispose(); // the system frees the lock of a process that is no more

        var again = Open().Take((_, _, _) => null)!.Value;
        using (again.Claim)
        {
            Assert.Equal(died.Trial.Places, again.Trial.Places);
            Assert.Equal(0, again.Trial.Number);
        }
    }

    [Fact]
    public void A_line_that_was_cut_off_is_no_trial()
    {
        var log = Open();
        var taken = log.Take(New)!.Value;
        using (taken.Claim)
        {
            log.Add(taken.Trial with { Score = 0.5, Epochs = [0.25, double.NaN] });
        }

        File.AppendAllText(Path.Combine(_folder, TrialLog.File), "{\"number\":1,\"pla");

        var only = Assert.Single(log.Ended());
        Assert.Equal((0, 0.5), (only.Number, only.Score));
        Assert.Equal([0.25, double.NaN], only.Epochs);

        // The next line is one of its own.
        log.Add(only with { Number = 7 });
        Assert.Equal([0, 7], log.Ended().Select(trial => trial.Number));
    }

    private TrialLog Open() => new(_folder, TestContext.Current.CancellationToken);

    private static Trial New(int number, IReadOnlyList<Trial> ended, IReadOnlyList<Trial> begun) =>
        new()
        {
            Number = number,
            Places = [0.1 * number, 3],
            Seed = 5,
        };
}
