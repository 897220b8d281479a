using System.Security.Cryptography;
using Decant.Adoption;
using Decant.Adoption.Texts;
using Decant.Data;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Evaluation;
using Decant.Students;
using Decant.Tasks;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>Reads a network that a recipe names, and refuses one that does not fit the data.</summary>
internal static class NetworkFile
{
    /// <summary>The file, or the folder of a network, that a recipe means: as it is written, or below the data root.</summary>
    public static string Resolve(string file, RunSettings settings) => Path.Exists(file) ? file : Path.Combine(settings.DataRoot, file);

    /// <summary>The folder that a recipe means: as it is written, or below the data root.</summary>
    public static string ResolveFolder(string folder, RunSettings settings) =>
        Directory.Exists(folder) ? folder : Path.Combine(settings.DataRoot, folder);

    /// <summary>The fingerprint of a network of the program; nothing of an architecture that is built.</summary>
    public static IEnumerable<(string Name, string Fingerprint)> ContentsOf(Architecture? model) =>
        model?.Given is { } network ? [($"network {network.Name}", Fingerprint(network))] : [];

    /// <summary>SHA-256, in hexadecimal, of the file that a network would be.</summary>
    public static string Fingerprint(Graph network)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            OnnxFile.Write(network, stream);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>Reads a network and adopts it.</summary>
    /// <param name="file">An ONNX file, from Decant or from elsewhere.</param>
    /// <param name="known">What is known of it.</param>
    /// <param name="role">What it is for, in front of errors and notes.</param>
    /// <param name="data">The samples that it must take and the classes that it must answer.</param>
    /// <param name="settings">Where files are.</param>
    /// <param name="isTried">Whether it is run on validation samples to find out what is not known; else only its form is looked
    /// at.</param>
    /// <exception cref="DecantException">It cannot be read, or does not fit.</exception>
    public static AdoptedNetwork Read(
        string file,
        AdoptionOptions known,
        string role,
        PreparedData data,
        RunSettings settings,
        bool isTried
    )
    {
        var path = Resolve(file, settings);
        return Adopt(Open(path, known, role, data.Splits.Train.SampleShape, settings), known, role, path, data, settings, isTried);
    }

    /// <summary>Adopts a network that was read.</summary>
    /// <param name="network">The network.</param>
    /// <param name="known">What is known of it.</param>
    /// <param name="role">What it is for, in front of errors and notes.</param>
    /// <param name="path">Where it comes from.</param>
    /// <param name="data">The samples that it must take and the classes that it must answer.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="isTried">Whether it is run on validation samples to find out what is not known; else only its form is looked
    /// at.</param>
    /// <exception cref="DecantException">It does not fit.</exception>
    public static AdoptedNetwork Adopt(
        Graph network,
        AdoptionOptions known,
        string role,
        string path,
        PreparedData data,
        RunSettings settings,
        bool isTried
    )
    {
        TableFit.Require(network, $"{role} '{path}'", data.Table);
        using var pool = new WorkerPool(isTried ? settings.Threads : 1);
        var task = new AdoptionTask(Some(data.Splits.Validation), data.Goal, data.Scaling, settings.On(pool).For("trial"))
        {
            IsTrained = role == "Student" || known.HeadSize is not null,
        };
        return Adopt(
            network,
            TextInputs.AreOf(network) ? GivenTextNetwork.Known(known, path) : known,
            $"{role} '{path}'",
            GivenTextNetwork.PrefixOf(role, data.Splits.Train),
            task,
            isTried
        );
    }

    /// <summary>Refuses a teacher that takes other samples than the data's, or answers other classes, labels or numbers.</summary>
    /// <returns>The teacher under the contract of Decant's own.</returns>
    /// <exception cref="DecantException">It does not fit.</exception>
    public static Graph RequireFit(Graph teacher, string path, Dataset data, LearningGoal goal, AdoptionOptions known, RunSettings settings)
    {
        using var pool = new WorkerPool(1);
        return Adopt(
            teacher,
            known,
            $"Teacher '{path}'",
            GivenTextNetwork.PrefixOf("Teacher", data),
            new AdoptionTask(data, goal, InputScaling.None, settings.On(pool).For("trial")),
            isTried: false
        ).Network;
    }

    private static Graph Open(string path, AdoptionOptions known, string role, IReadOnlyList<int> sample, RunSettings settings)
    {
        try
        {
            return known.Runtime == NetworkRuntime.Decant ? Open(path, sample) : Foreign(settings).Read(path, settings.Threads);
        }
        catch (DecantException problem)
            when (role == "Teacher" && problem is UnsupportedException or { InnerException: UnsupportedException })
        {
            throw new DecantException(
                $"{problem.Message} ONNX Runtime may run the teacher: write 'runtime: onnxruntime' next to its file.",
                problem
            );
        }
        catch (DecantException problem) when (known.Runtime != NetworkRuntime.Decant)
        {
            throw new DecantException($"{role} '{path}': {problem.Message}", problem);
        }
    }

    private static IExternalRuntime Foreign(RunSettings settings) =>
        settings.OnnxRuntime
        ?? throw new DecantException(
            "'runtime: onnxruntime' needs the package Decant.OnnxRuntime. Add it to the project, and give the run's "
                + "settings OnnxRuntime = new OnnxRuntimeSessions()."
        );

    /// <summary>
    /// Reads a file. Many a convolution's file only names height and width; where its operators must know them, the samples say them.
    /// </summary>
    /// <param name="path">An ONNX file.</param>
    /// <param name="sample">[C, H, W] or [D].</param>
    /// <exception cref="DecantException">It cannot be read.</exception>
    public static Graph Open(string path, IReadOnlyList<int> sample)
    {
        try
        {
            return OnnxFile.Read(path);
        }
        catch (DecantException) when (SampleSizes.Of(OnnxFile.Inputs(path), sample) is { Count: > 0 } sizes)
        {
            return OnnxFile.Read(path, sizes);
        }
    }

    private static AdoptedNetwork Adopt(Graph network, AdoptionOptions known, string title, string prefix, AdoptionTask task, bool isTried)
    {
        try
        {
            if (GivenTextNetwork.Adopt(network, known, prefix, task) is { } text)
            {
                return text with { Notes = [.. text.Notes.Select(note => $"{title}: {note}")] };
            }

            network = TextInputs.WithPrefix(network, prefix);
            if (NamedContract.IsMeant(network, task.Goal.Task))
            {
                return new AdoptedNetwork(NamedContract.Required(network, task), []);
            }

            var adopted = NetworkAdoption.Run(network, known, task, isTried);
            RequireFit(adopted.Network, task);
            return adopted with { Notes = [.. adopted.Notes.Select(note => $"{title}: {note}")] };
        }
        catch (DecantException problem)
        {
            throw new DecantException($"{title}: {problem.Message}", problem);
        }
    }

    // A file that keeps Decant's contract is taken at its word, and may be for other data.
    private static void RequireFit(Graph network, AdoptionTask task)
    {
        // Of several inputs each has the name of the field that it reads, which was looked at already.
        if (network.Inputs is not [{ Name: Network.Input }])
        {
            return;
        }

        int[] sample = [.. network[Network.Input].Shape.Skip(1).Select(size => size.Size)];
        var answers = AnswerValue.Find(network, null, null, task.Goal.Task).Shape[1].Size;
        if (!sample.SequenceEqual(task.Samples.SampleShape) || answers != task.Size)
        {
            throw new DecantException(
                $"it takes samples of [{string.Join(", ", sample)}] and answers {answers} {task.Goal.Task.Noun}, "
                    + $"the data have [{string.Join(", ", task.Samples.SampleShape)}] and {task.Size}. Choose the "
                    + $"data that it was made for; for other classes give it a new last layer (head: {{ classes: … }})."
            );
        }
    }

    private static Subset Some(Dataset samples)
    {
        var count = Math.Min(Evaluator.Batch, samples.Count);
        return new Subset(samples.Name, samples, [.. Enumerable.Range(0, count).Select(i => (int)((long)i * samples.Count / count))]);
    }

    /// <summary>The network in a few words.</summary>
    public static string ArchitectureOf(Graph network) =>
        network.Metadata.TryGetValue("decant.architecture", out var words) ? words : network.Name;
}
