using Decant.Options;

namespace Decant.Recipes.Vocabulary;

/// <summary>The optimizers that a recipe can name.</summary>
internal static class OptimizerVocabulary
{
    public static Catalogue<OptimizerDescription> All { get; } = new(
        "optimizer",
        new OptimizerDescription("sgd", "Steps against the gradient, with momentum.", 0.1, 0, OptionSet.DeclaredIn(typeof(SgdOptions))),
        new OptimizerDescription("adamw", "Adam with decoupled weight decay (Loshchilov and Hutter 2017, arXiv:1711.05101).", 0.001, 0.01, OptionSet.DeclaredIn(typeof(AdamWOptions))))
    {
        NamesElsewhere = new Dictionary<string, string> { ["adam"] = "adamw", ["momentum"] = "sgd", ["nesterov"] = "sgd" },
    };
}
