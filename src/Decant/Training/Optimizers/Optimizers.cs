using Decant.Options;

namespace Decant.Training.Optimizers;

/// <summary>The optimizers that a recipe can name.</summary>
internal static class Optimizers
{
    /// <summary>All of them.</summary>
    public static Catalogue<Optimizer> All { get; } =
        new("optimizer", new Sgd(), new AdamW())
        {
            NamesElsewhere = new Dictionary<string, string>
            {
                ["momentum"] = "sgd",
                ["nesterov"] = "sgd",
                ["adam"] = "adamw",
            },
        };
}
