using Decant.Adoption;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Passes;
using Decant.Pretrained.HuggingFace;
using Decant.Recipes;
using Decant.Students;
using Decant.Students.Texts;
using Decant.Students.Weights;
using Decant.Tasks;

namespace Decant.Pipeline;

/// <summary>
/// The trained network that a recipe gives as a teacher: a file, weights from elsewhere for an architecture or for a file, or in code a
/// graph.
/// </summary>
internal static class GivenTeacher
{
    private const string Role = "Teacher";

    /// <summary>What decides what it knows: files, or a network of the program, each with a fingerprint.</summary>
    public static IEnumerable<(string Name, string Fingerprint)> Contents(TeacherSettings teacher, RunSettings settings) =>
        new[] { teacher.Onnx, teacher.Weights }
            .OfType<string>()
            .Select(file => NetworkFile.Resolve(file, settings))
            .Select(file => ($"file {Path.GetFileName(file)}", RunFolder.Fingerprint(file)))
            .Concat(Folder(teacher, settings))
            .Concat(NetworkFile.ContentsOf(teacher.Model));

    /// <summary>Reads and adopts it.</summary>
    /// <param name="teacher">A teacher that is given.</param>
    /// <param name="seed">Decides the weights of a new last layer.</param>
    /// <param name="data">The samples that it must take and the classes that it must answer.</param>
    /// <param name="settings">Where files are.</param>
    /// <param name="isTried">Whether it is run on validation samples to find out what is not known; else only its form is looked
    /// at.</param>
    /// <exception cref="DecantException">A file cannot be read, its weights are not those of the network, or it does not fit the
    /// data.</exception>
    public static AdoptedNetwork Read(TeacherSettings teacher, ulong seed, PreparedData data, RunSettings settings, bool isTried)
    {
        var known = teacher.File.Adoption(seed) with
        {
            Pooling = teacher.Pooling is { } word ? Enum.Parse<TextPooling>(word, ignoreCase: true) : null,
            IsTrained = teacher.Train is not null,
        };
        if (teacher.HuggingFace is { } place)
        {
            var folder = NetworkFile.Resolve(place, settings);
            var read = HuggingFaceFolder.Read(folder);
            var adopted = NetworkFile.Adopt(read.Graph, known, Role, folder, data, settings, isTried);
            return adopted with { Notes = [.. read.Notes.Select(note => $"{Role} '{folder}': {note}"), .. adopted.Notes] };
        }

        if (teacher is { Onnx: null, Model.Given: { } own })
        {
            return NetworkFile.Adopt(Duplicate.Of(own), known, Role, own.Name, data, settings, isTried);
        }

        if (teacher.Weights is null)
        {
            return NetworkFile.Read(teacher.Onnx!, known, Role, data, settings, isTried);
        }

        var path = NetworkFile.Resolve(teacher.Weights, settings);
        return teacher.Onnx is { } onnx
            ? NetworkFile.Adopt(
                WeightedNetwork.Of(NetworkFile.Open(NetworkFile.Resolve(onnx, settings), data.SampleShape), path).Whole(),
                known,
                Role,
                path,
                data,
                settings,
                isTried
            )
            : NetworkFile.Adopt(Built(teacher, path, data), OfLogits(known), Role, path, data, settings, isTried);
    }

    private static IEnumerable<(string Name, string Fingerprint)> Folder(TeacherSettings teacher, RunSettings settings) =>
        teacher.HuggingFace is { } folder
            ? HuggingFaceFolder
                .Files(NetworkFile.Resolve(folder, settings))
                .Select(file => ($"file {Path.GetFileName(file)}", RunFolder.Fingerprint(file)))
            : [];

    // What the weights want done to their inputs is not in their file, so the network takes inputs as they are and is adopted like any
    // other.
    private static Graph Built(TeacherSettings teacher, string path, PreparedData data) =>
        WeightedNetwork.Of(teacher.Model!, data.SampleShape, null, InputScaling.None, path).Whole();

    private static AdoptionOptions OfLogits(AdoptionOptions known) =>
        known with
        {
            IsWeightsAlone = true,
            OutputName = known.OutputName ?? Network.Logits,
            Form = known.Form ?? AnswerForm.Logits,
        };
}
