using Decant.Losses;
using Decant.Pipeline;

namespace Decant.Tests.Pipeline;

public sealed class TermBalanceTests
{
    [Fact]
    public void Balanced_terms_have_the_shares_that_their_weights_say_and_the_whole_gradient_keeps_its_size()
    {
        DistillationLoss[] terms = [new SoftTargetsLoss { Weight = 3 }, new HardLabelsLoss { Weight = 1 }];
        double[] norms = [0.02, 5];

        var parts = TermBalance.Balanced(terms, norms).Select((term, i) => term.Weight.To * norms[i]).ToArray();

        Assert.Equal(0.75, parts[0] / parts.Sum(), 1e-12);
        Assert.Equal((3 * 0.02) + (1 * 5), parts.Sum(), 1e-12);
    }

    [Fact]
    public void The_shares_are_said_and_a_term_that_teaches_next_to_nothing_is_a_warning()
    {
        using var run = new SmallRun("losses=[{ soft-targets: { weight: 0.0001 } }, { hard-labels: { weight: 1 } }]", "compare.arms=[]");

        Assert.Contains(run.Said.Notes, note =>
            note.StartsWith("Balance: ", StringComparison.Ordinal) && note.Contains("hard-labels is 100 %", StringComparison.Ordinal)
        );
        Assert.Contains(run.Said.Notes, note => note.StartsWith("Warning: the term 'soft-targets' is under 1 %", StringComparison.Ordinal));
    }

    [Fact]
    public void Automatic_balance_makes_weights_mean_shares()
    {
        using var run = new SmallRun(
            "balance=auto",
            "losses=[{ soft-targets: { weight: 0.0003 } }, { hard-labels: { weight: 0.0007 } }]",
            "compare.arms=[]"
        );

        Assert.Contains(run.Said.Notes, note => note.Contains("soft-targets is 30 %, hard-labels is 70 %", StringComparison.Ordinal));
    }
}
