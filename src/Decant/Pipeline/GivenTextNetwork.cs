using Decant.Adoption;
using Decant.Adoption.Texts;
using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine.Graphs;
using Decant.Pretrained;
using Decant.Pretrained.HuggingFace;
using Decant.Recipes;
using Decant.Students.Texts;

namespace Decant.Pipeline;

/// <summary>A network for texts that a recipe names: inputs by their names, pooling, tokenizer.</summary>
internal static class GivenTextNetwork
{
    /// <summary>What the names of a teacher's inputs begin with where it reads texts by a tokenizer of its own.</summary>
    public const string TeacherPrefix = "teacher.";

    /// <summary>The file of a given teacher's tokenizer: the one that is named, else the one next to its network; null for none.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="root">Where relative paths start.</param>
    public static string? TokenizerOf(TeacherSettings teacher, string root) =>
        teacher.Tokenizer is { } named ? Resolved(named, root)
        : teacher.Place is { } place ? HuggingFaceFolder.TokenizerIn(FolderOf(Resolved(place, root)))
        : null;

    /// <summary>What the names of inputs begin with, for samples with the fields of both networks.</summary>
    /// <param name="role">What the network is for.</param>
    /// <param name="samples">The data.</param>
    public static string PrefixOf(string role, Dataset samples) =>
        role == "Teacher" && samples.Schema.Find(TeacherPrefix + TextInputs.IdsName) is not null ? TeacherPrefix : "";

    /// <summary>What is known of a network by the files next to it.</summary>
    /// <param name="known">What the recipe says.</param>
    /// <param name="path">The network's file or folder.</param>
    public static AdoptionOptions Known(AdoptionOptions known, string path) =>
        known.Pooling is null && PoolingConfiguration.Read(FolderOf(path)) is { } pooling ? known with { Pooling = pooling } : known;

    /// <summary>The network under the samples' names; null where it is none for texts.</summary>
    /// <param name="network">The network.</param>
    /// <param name="known">What is known of it.</param>
    /// <param name="prefix">What the names of its inputs begin with in the samples.</param>
    /// <param name="task">What it is to be used for.</param>
    /// <exception cref="Engine.DecantException">It does not fit.</exception>
    public static AdoptedNetwork? Adopt(Graph network, AdoptionOptions known, string prefix, AdoptionTask task)
    {
        if (!TextNetworkAdoption.IsMeant(network, task.Samples))
        {
            return null;
        }

        var options = new TextAdoptionOptions
        {
            Pooling = task.Goal.Task.FieldOfPlaces is not null ? null : known.Pooling ?? TextPooling.First,
            Prefix = prefix,
            HeadSize = known.HeadSize,
            OutputName = known.OutputName,
            Classes = known.Classes,
            IsTrained = known.IsTrained || task.IsTrained,
            Seed = known.Seed,
        };
        if (task.Samples.Schema.Find(prefix + Field.TokensName)?.Choices is { } vocabulary)
        {
            TokenTable.RequireVocabulary(network, vocabulary);
        }

        var adopted = TextNetworkAdoption.Run(network, options, task);
        return adopted with { Network = NamedContract.Required(adopted.Network, task), Found = known };
    }

    private static string Resolved(string path, string root) => Path.Exists(path) ? path : Path.Combine(root, path);

    private static string FolderOf(string path) => Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
}
