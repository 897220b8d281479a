using Decant.Losses;
using static Decant.Tests.Losses.LossTraits;

namespace Decant.Tests.Losses;

/// <summary>Every loss on answers, with the golden numbers. A loss that is not here fails a test.</summary>
internal static class AnswerLossCases
{
    private static readonly Dictionary<string, AnswerLossCase> s_all = Cases().ToDictionary(@case => @case.Name);

    public static IEnumerable<AnswerLossCase> All => s_all.Values;

    public static TheoryData<string> Names => [.. s_all.Keys];

    public static AnswerLossCase Of(string name) => s_all[name];

    /// <summary>The names of the cases of which something holds.</summary>
    public static TheoryData<string> With(LossTraits traits) => [.. All.Where(@case => @case.Has(traits)).Select(@case => @case.Name)];

    private static IEnumerable<AnswerLossCase> Cases()
    {
        yield return new("hard-labels", new HardLabelsLoss(), 1.716574977020, NeverNegative | ShiftInvariant);
        yield return new("label-smoothing", new LabelSmoothingLoss(), 1.736574977020, NeverNegative | ShiftInvariant);
        yield return new("dice", new DiceLoss(), 0.666589938473, NeverNegative | ShiftInvariant | Saturates);

        foreach (var (temperature, golden) in new[] { (1, 0.697354498716), (2, 0.742964196012), (4, 0.723536329159), (20, 0.682431834585) })
        {
            // At T = 20 the factor T² = 400 comes before a sum in which numbers that float32 rounds by 6e-8 cancel.
            yield return new($"soft-targets T={temperature}", new SoftTargetsLoss { Temperature = temperature }, golden, Divergence);
        }

        var plain = new SoftTargetsLoss { Temperature = 4, TemperatureSquared = false };
        yield return new(
            "soft-targets T=4 elements off",
            plain with
            {
                Reduction = LossReduction.Elements,
            },
            0.011305255143,
            PlainDivergence
        );
        yield return new("soft-targets T=4 batch off", plain, 0.045221020572, PlainDivergence);

        yield return new("reverse-kl T=1", new ReverseKlLoss(), 0.636524070391, Divergence);
        yield return new("reverse-kl T=2", new ReverseKlLoss { Temperature = 2 }, 0.688874966879, Divergence);
        yield return new("jensen-shannon", new JensenShannonLoss(), 0.152312989958, PlainDivergence | Saturates);
        yield return new(
            "jensen-shannon share=0.1",
            new JensenShannonLoss { TeacherShare = 0.1 },
            0.059567215498,
            PlainDivergence | Saturates
        );
        yield return new(
            "jensen-shannon share=0.9",
            new JensenShannonLoss { TeacherShare = 0.9 },
            0.055998623296,
            PlainDivergence | Saturates
        );
        yield return new("jensen-shannon T=2", new JensenShannonLoss { Temperature = 2 }, null, PlainDivergence | Saturates);
        yield return new("skew-kl", new SkewKlLoss(), 0.513838233723, PlainDivergence);
        yield return new("skew-kl T=2", new SkewKlLoss { Temperature = 2 }, null, PlainDivergence);
        yield return new("skew-reverse-kl", new SkewReverseKlLoss(), 0.494799074020, PlainDivergence | Saturates);
        yield return new("skew-reverse-kl T=2", new SkewReverseKlLoss { Temperature = 2 }, null, PlainDivergence | Saturates);
        yield return new("total-variation", new TotalVariationLoss(), 0.511691600362, PlainDivergence | Saturates);
        yield return new("total-variation T=2", new TotalVariationLoss { Temperature = 2 }, null, PlainDivergence | Saturates);

        yield return new("dkd", new DkdLoss(), 2.643697407043, Divergence);
        yield return new("dkd target alone", new DkdLoss { OtherWeight = 0 }, 0.557078856670, Divergence);
        yield return new("dkd others alone", new DkdLoss { TargetWeight = 0, OtherWeight = 1 }, 0.260827318797, Divergence);
        yield return new("dkd T=1", new DkdLoss { Temperature = 1 }, null, Divergence);

        // The correlation itself does not shrink with the temperature, so with the factor T² the gradient grows. At equality ε leaves 1e-8
        // of a loss.
        var correlation = NeverNegative | ShiftInvariant;
        yield return new("dist inter T=1", new DistLoss { IntraWeight = 0 }, 0.838635315964, correlation);
        yield return new("dist intra T=1", new DistLoss { InterWeight = 0 }, 0.583474481075, correlation);
        yield return new("dist inter T=4", new DistLoss { IntraWeight = 0, Temperature = 4 }, 8.355784587120, correlation);
        yield return new("dist intra T=4", new DistLoss { InterWeight = 0, Temperature = 4 }, 5.932616662507, correlation);
        yield return new("dist", new DistLoss(), 0.838635315964 + 0.583474481075, correlation);

        yield return new("logit-standardization", new LogitStandardizationLoss(), 0.347543454080, Divergence);
        yield return new("logit-standardization T=1", new LogitStandardizationLoss { Temperature = 1 }, null, Divergence);
        yield return new("logit-mse", new LogitMseLoss(), 1.456666666667, ZeroAtEquality | StillAtEquality | NeverNegative);
        yield return new("multi-label", new MultiLabelLoss(), null, StillAtEquality | NeverNegative | ConstantGradient);
        yield return new(
            "multi-label T=2",
            new MultiLabelLoss { Temperature = 2 },
            2.696449013644,
            StillAtEquality | NeverNegative | ConstantGradient
        );
        yield return new("regression", new RegressionLoss(), null, ZeroAtEquality | StillAtEquality | NeverNegative);
        yield return new("bounded-regression", new BoundedRegressionLoss(), null, NeverNegative | ZeroAtEquality | StillAtEquality);
        yield return new("bounded-regression margin=0.5", new BoundedRegressionLoss { Margin = 0.5 }, null, NeverNegative);

        var two = new SparseLoss { Top = 2 };
        yield return new("sparse bucket", two, 0.662466364596, Divergence);
        yield return new("sparse bucket T=2", two with { Temperature = 2 }, null, Divergence);
        yield return new("sparse bucket of ten", new SparseLoss(), 0.697354498716, Divergence);
        yield return new(
            "sparse renormalize-teacher",
            two with
            {
                Rest = SparseRest.RenormalizeTeacher,
            },
            0.899923616267,
            NeverNegative | ShiftInvariant
        );
        yield return new("sparse renormalize-both", two with { Rest = SparseRest.RenormalizeBoth }, 0.714155969736, Divergence);
        yield return new(
            "sparse smooth",
            two with
            {
                Rest = SparseRest.Smooth,
            },
            0.687592703947,
            NeverNegative | ShiftInvariant | ConstantGradient
        );
        yield return new("sparse raw", two with { Rest = SparseRest.Raw }, 0.710430141209, ZeroAtEquality | ShiftInvariant);

        // The rest of two classes is the other one.
        var one = new SparseLoss { Top = 1 };
        yield return new("sparse bucket of one", one, null, Divergence);
        yield return new(
            "sparse renormalize-teacher of one",
            one with
            {
                Rest = SparseRest.RenormalizeTeacher,
            },
            null,
            NeverNegative | ShiftInvariant
        );
        yield return new(
            "sparse smooth of one",
            one with
            {
                Rest = SparseRest.Smooth,
            },
            null,
            NeverNegative | ShiftInvariant | ConstantGradient
        );
        yield return new("sparse raw of one", one with { Rest = SparseRest.Raw }, null, ZeroAtEquality | ShiftInvariant);

        yield return new("uld", new UldLoss(), 0.242053364105, PlainDivergence);
        yield return new("uld T=2", new UldLoss { Temperature = 2 }, null, PlainDivergence);
        yield return new("uld wider teacher", new UldLoss(), null, NeverNegative) { Teacher = GoldenInputs.WideTeacher };
        yield return new("uld narrower teacher", new UldLoss(), null, NeverNegative) { Teacher = GoldenInputs.NarrowTeacher };
    }
}
