using Decant.Engine.Graphs;
using Decant.Options;

namespace Decant.Losses;

/// <summary>A loss that a recipe can name as a term of the sum that the student minimises. It is a formula over values of a graph, nothing else.</summary>
public abstract record DistillationLoss : Description
{
    private protected DistillationLoss(string name, string meaning, double weight, OptionSet options)
        : this(name, meaning, options, Option.Number("weight", weight, "Factor of this term in the sum.", atLeast: 0))
    {
    }

    private DistillationLoss(string name, string meaning, OptionSet options, Option<double> weight)
        : base(name, meaning, OptionSet.Of(weight, TermName).And(options)) => Weight = weight;

    /// <summary>The factor of the term.</summary>
    public Option<double> Weight { get; }

    /// <summary>Whether the formula reads the teacher's answers.</summary>
    public virtual bool NeedsTeacher => false;

    /// <summary>Whether the formula reads labels.</summary>
    public virtual bool NeedsLabels => false;

    /// <summary>The name under which the term is logged, where it is not the loss's.</summary>
    internal static Option<string> TermName { get; } = Option.Text("name", null, "The term's name in logs and reports, needed where one loss stands twice; else the loss's.", unset: "");

    /// <summary>The formula, before its weight.</summary>
    /// <param name="signals">The values it may read.</param>
    /// <param name="options">The options of this loss.</param>
    /// <returns>A scalar.</returns>
    public abstract Value Build(LossSignals signals, OptionValues options);
}
