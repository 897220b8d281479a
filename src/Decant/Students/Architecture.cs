using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Options;
using Decant.Students.Weights;

namespace Decant.Students;

/// <summary>A family of networks that a recipe can name; with its options it builds one.</summary>
public abstract record Architecture : Description
{
    /// <summary>An architecture. Its options are those that its type holds in static fields.</summary>
    /// <param name="name">The word in the recipe.</param>
    /// <param name="meaning">What it is, in one sentence.</param>
    protected Architecture(string name, string meaning)
        : base(name, meaning) { }

    /// <summary>What files of others call its layers; empty where they are matched by order.</summary>
    public virtual IReadOnlyList<NameRule> NamesElsewhere => [];

    /// <summary>Builds the body and the head.</summary>
    /// <param name="network">Where layers are added.</param>
    /// <param name="input">[N, C, H, W] or [N, D], normalised.</param>
    /// <param name="classes">Numbers to answer per sample, C.</param>
    /// <returns>Logits [N, C], or [N, C, H, W] where each pixel has an answer.</returns>
    /// <exception cref="DecantException">The input does not fit the architecture.</exception>
    public abstract Value Build(NetworkBuilder network, Value input, int classes);

    /// <summary>The network in a few words, such as <c>mlp 1200-1200</c>.</summary>
    public virtual string Describe() => Name;

    /// <summary>Refuses an input that is no image.</summary>
    protected void RequireImage(Value input)
    {
        if (input.Shape.Rank != 4)
        {
            throw new DecantException($"{Name}: expected images [N, C, H, W], received {input.Shape}. Use 'mlp' for tables.");
        }
    }
}
