using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Options;
using Decant.Students.Weights;

namespace Decant.Students;

/// <summary>A family of networks that a recipe can name; with its options it builds one.</summary>
public abstract record Architecture : Description
{
    /// <summary>
    /// An architecture of a name that no other has. Its options are those that its type holds in static fields; where recipes are made in
    /// code, plain properties do.
    /// </summary>
    /// <param name="name">The word in the recipe.</param>
    /// <param name="meaning">What it is, in one sentence.</param>
    protected Architecture(string name, string meaning)
        : base(name, meaning) { }

    /// <summary>An architecture that a function builds.</summary>
    /// <param name="name">Its name in recipes; none that an architecture of the library has.</param>
    /// <param name="build">Builds body and heads, as <see cref="Build"/> does: it is given where layers are added, and how many numbers the
    /// main head answers per sample.</param>
    public static Architecture Of(string name, Func<NetworkBuilder, int, Value> build) => new BuiltArchitecture(name, build);

    /// <summary>A network that is there already, with its weights: a teacher, or a student to begin from.</summary>
    /// <param name="network">A graph whose inputs have the names of the samples' fields, or whose only one is called <c>input</c>, with the
    /// outputs of the task's heads. It is not changed.</param>
    public static Architecture Of(Graph network) => new GivenNetwork(network);

    /// <summary>What files of others call its layers; empty where they are matched by order.</summary>
    internal virtual IReadOnlyList<NameRule> NamesElsewhere => [];

    /// <summary>
    /// Builds the body and the heads: reads <see cref="NetworkBuilder.Samples"/>, or several inputs by their names, and adds the outputs of
    /// further heads to the builder.
    /// </summary>
    /// <param name="network">Where inputs, layers and further heads are added.</param>
    /// <param name="answers">Numbers that the main head answers per sample, C.</param>
    /// <returns>The main head's logits [N, C], or [N, C, H, W] where each pixel has an answer.</returns>
    /// <exception cref="DecantException">The samples do not fit the architecture.</exception>
    public abstract Value Build(NetworkBuilder network, int answers);

    /// <summary>The network in a few words, such as <c>mlp 1200-1200</c>.</summary>
    public virtual string Describe() => Name;

    /// <summary>What it is grown of by another program, in words; null where gradients train it.</summary>
    internal virtual string? Growth => null;

    /// <summary>The network that is there already; null where it is built.</summary>
    internal virtual Graph? Given => null;

    /// <summary>Refuses an input that is no image.</summary>
    internal void RequireImage(Value input)
    {
        if (input.Shape.Rank != 4)
        {
            throw new DecantException($"{Name}: expected images [N, C, H, W], received {input.Shape}. Use 'mlp' for tables.");
        }
    }
}
