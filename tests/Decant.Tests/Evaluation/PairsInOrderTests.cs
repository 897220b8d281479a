using Decant.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace Decant.Tests.Evaluation;

public sealed class PairsInOrderTests
{
    [Fact]
    public void The_share_is_that_of_all_pairs_counted_one_by_one()
    {
        var samples = Gen.ListOf(
            from answer in Gen.Choose(0, 9)
            from isTrue in Gen.Elements(true, false)
            select (Answer: (float)answer, IsTrue: isTrue)
        );
        Prop.ForAll(samples.ToArbitrary(), all =>
            {
                double[] pairs =
                [
                    .. from a in all
                    where a.IsTrue
                    from b in all
                    where !b.IsTrue
                    select a.Answer > b.Answer ? 1
                    : a.Answer == b.Answer ? 0.5
                    : 0,
                ];
                var found = PairsInOrder.Of<float>([.. all.Select(sample => sample.Answer)], [.. all.Select(sample => sample.IsTrue)]);
                if (pairs.Length == 0)
                {
                    Assert.Null(found);
                }
                else
                {
                    Assert.Equal(pairs.Average(), found!.Value.Share, 1e-12);
                }
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_deviation_is_that_of_all_orders_of_few_samples()
    {
        // Two samples have the label, three have not: 10 places for the two.
        var shares = (
            from a in Enumerable.Range(0, 5)
            from b in Enumerable.Range(a + 1, 4 - a)
            select PairsInOrder.Of<float>([0, 1, 2, 3, 4], [.. Enumerable.Range(0, 5).Select(i => i == a || i == b)])!.Value
        ).ToArray();

        Assert.Equal(10, shares.Length);
        Assert.Equal(0.5, shares.Average(pairs => pairs.Share), 1e-12);
        Assert.Equal(Math.Sqrt(shares.Average(pairs => Math.Pow(pairs.Share - 0.5, 2))), shares[0].Deviation, 1e-12);
    }
}
