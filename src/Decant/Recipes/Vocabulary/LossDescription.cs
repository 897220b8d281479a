using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>A loss that a recipe can name as a term of the sum that the student minimises.</summary>
public sealed record LossDescription : Description
{
    /// <summary>A loss with a weight of its own and its options.</summary>
    public LossDescription(string name, string meaning, double weight, OptionSet options)
        : this(name, meaning, options, Option.Number("weight", weight, "Factor of this term in the sum.", atLeast: 0))
    {
    }

    private LossDescription(string name, string meaning, OptionSet options, Option<double> weight)
        : base(name, meaning, OptionSet.Of(weight, TermName).And(options)) => Weight = weight;

    /// <summary>The factor of the term.</summary>
    public Option<double> Weight { get; }

    /// <summary>The name under which the term is logged, where it is not the loss's.</summary>
    internal static Option<string> TermName { get; } = Option.Text("name", null, "The term's name in logs and reports, needed where one loss stands twice; else the loss's.", unset: "");
}
