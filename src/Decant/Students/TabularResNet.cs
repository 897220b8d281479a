using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Students;

/// <summary>
/// A residual network for tables (Gorishniy et al. 2021, arXiv:2106.11959): linear; blocks x + linear(dropout(ReLU(linear(norm(x)))));
/// norm, ReLU and the head. Norms are of layers, so that an answer does not depend on the batch. Numbers may be divided into bins first.
/// Values: <c>stem</c>, <c>block1</c>, …
/// </summary>
public sealed record TabularResNet : Architecture
{
    private static readonly Option<int> s_width = Option.WholeNumber(
        "width",
        64,
        "Width of the road that the blocks add to.",
        atLeast: 1,
        atMost: 65536,
        unit: "units"
    );
    private static readonly Option<int> s_blocks = Option.WholeNumber(
        "blocks",
        2,
        "Residual blocks.",
        atLeast: 0,
        atMost: 100,
        unit: "blocks"
    );
    private static readonly Option<double> s_expansion = Option.Number(
        "expansion",
        2,
        "Width inside a block, in widths of the road.",
        above: 0,
        atMost: 16
    );
    private static readonly Option<double> s_dropout = Option.Number(
        "dropout",
        0,
        "Share of units inside a block that is silenced at random in every step.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    private static readonly Option<int> s_bins = Option.WholeNumber(
        "bins",
        16,
        "Bins of each number by its quantiles among the training rows, between which answers bend (arXiv:2203.05556); 0 for numbers as they are.",
        atLeast: 0,
        atMost: 1024,
        unit: "bins"
    );

    /// <summary>The architecture <c>tabular-resnet</c>.</summary>
    public TabularResNet()
        : base("tabular-resnet", "A residual network for tables.") { }

    /// <summary>Width of the road that the blocks add to; 1 to 65536.</summary>
    public int Width
    {
        get => Get(s_width);
        init => Values = Changed<int>(s_width, value);
    }

    /// <summary>Residual blocks; 0 to 100.</summary>
    public int Blocks
    {
        get => Get(s_blocks);
        init => Values = Changed<int>(s_blocks, value);
    }

    /// <summary>Width inside a block, in widths of the road; above 0, at most 16.</summary>
    public double Expansion
    {
        get => Get(s_expansion);
        init => Values = Changed<double>(s_expansion, value);
    }

    /// <summary>Share of units inside a block that is silenced at random in every step; at least 0, below 1.</summary>
    public double Dropout
    {
        get => Get(s_dropout);
        init => Values = Changed<double>(s_dropout, value);
    }

    /// <summary>Bins of each number by its quantiles among the training rows; 0 to 1024.</summary>
    public int Bins
    {
        get => Get(s_bins);
        init => Values = Changed<int>(s_bins, value);
    }

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        var input = network.Samples;
        if (input.Shape.Rank != 2)
        {
            throw new DecantException($"{Name}: expected rows of a table [N, D], received {input.Shape}. Use 'cnn' for images.");
        }

        var bins = Bins > 0 ? network.Bins(Bins) : null;
        var x = network.Linear(bins is null ? input : new[] { input, bins }.Concat(1), Width, "stem", isHead: true);
        var inside = Math.Max(1, (int)Math.Round(Width * Expansion));
        for (var block = 1; block <= Blocks; block++)
        {
            var name = $"block{block}";
            var y = network.Linear(network.LayerNormalization(x, $"{name}.norm"), inside, $"{name}.first").Relu();
            y = Dropout > 0 ? y.Dropout(Dropout) : y;
            x = network.Named(x + network.Linear(y, Width, $"{name}.second", isHead: true), name);
        }

        return network.Linear(network.LayerNormalization(x, "last.norm").Relu(), answers, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"tabular-resnet {Width}×{Blocks}{(Bins > 0 ? $" bins {Bins}" : "")}");
}
