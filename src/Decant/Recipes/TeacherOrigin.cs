using Decant.Options;
using Decant.Students;

namespace Decant.Recipes;

/// <summary>
/// The options that say what network a teacher is: a file, an architecture or a file with weights from elsewhere, or a network that is
/// trained; and which of them go together.
/// </summary>
internal static class TeacherOrigin
{
    internal static readonly Option<string> Onnx = Option.File("onnx", null, "A trained network as an ONNX file.", unset: "");
    internal static readonly Option<string> Weights = Option.File(
        "weights",
        null,
        "Weights from elsewhere, a .safetensors or PyTorch file (.pt, .pth, .th): for the architecture under model, "
            + "or in place of those in the file under onnx.",
        unset: ""
    );
    internal static readonly Option<string> HuggingFace = Option.File(
        "huggingface",
        null,
        "A folder of a text encoder as Hugging Face's library saves it: config.json, model.safetensors, files of its tokenizer; the layouts "
            + "BERT, DistilBERT and RoBERTa.",
        unset: ""
    );
    internal static readonly Option<string> Tokenizer = Option.File(
        "tokenizer",
        null,
        "The teacher's own tokenizer: tokenizer.json, vocab.txt or another file of one; left out, the one next to its network.",
        unset: ""
    );
    internal static readonly Option<string> Pooling = Option.Word(
        "pooling",
        null,
        ["first", "mean"],
        "How the vectors of a text's tokens become one for a new last layer: that of the first token, or their mean without padding; left "
            + "out, what 1_Pooling/config.json next to the network says, else first.",
        unset: ""
    );
    internal static readonly Option<Architecture> Model = Option.Named(
        "model",
        Architectures.All,
        null,
        "The architecture that the weights belong to, with the options that they were trained with.",
        unset: ""
    );
    internal static readonly Option<TeacherTrainingSettings> Train = Option.Section<TeacherTrainingSettings>(
        "train",
        "How the teacher is trained; or, where a file is named too, fine-tuned.",
        unset: ""
    );

    /// <summary>All of them, and what is to be known of a network from elsewhere.</summary>
    public static OptionSet Options { get; } = OptionSet.DeclaredIn(typeof(TeacherOrigin)).And(NetworkFileSettings.Options);

    /// <summary>Nothing may be said about a network where none is named.</summary>
    public static void CheckDetails(SettingsCheck check)
    {
        if (!check.Has(Weights.Key))
        {
            NetworkFileSettings.Check(check, check.Has(HuggingFace.Key) ? HuggingFace.Key : Onnx.Key);
        }

        foreach (var option in new[] { Tokenizer, Pooling })
        {
            if (check.Has(option.Key) && !check.Has(Onnx.Key) && !check.Has(HuggingFace.Key))
            {
                check.Report(
                    option.Key,
                    "it says something about a text network from elsewhere, and none is named",
                    $"Name it under '{Onnx.Key}' or '{HuggingFace.Key}', or remove '{option.Key}'."
                );
            }
        }
    }

    /// <summary>Exactly one network must come out.</summary>
    public static void Check(SettingsCheck check)
    {
        CheckDetails(check);
        foreach (var (option, what) in new (Option, string)[] { (Weights, "keeps its own weights"), (Train, "cannot be trained") })
        {
            if (check.Has(option.Key))
            {
                NetworkFileSettings.RefuseRuntime(check, what);
            }
        }

        var (onnx, weights, model, train) = (check.Has(Onnx.Key), check.Has(Weights.Key), check.Has(Model.Key), check.Has(Train.Key));
        if (check.Has(HuggingFace.Key))
        {
            foreach (var other in new Option[] { Onnx, Weights, Model }.Where(option => check.Has(option.Key)))
            {
                check.Report(
                    other.Key,
                    $"the folder under teacher.{HuggingFace.Key} already is the network, and another is named here",
                    "Remove one of the two."
                );
            }

            CheckTraining(check, isFineTuned: true);
        }
        else if (!onnx && !weights && !model && !train)
        {
            check.Report(
                "",
                "expected a teacher: onnx, train or both; received neither",
                "Name a file (onnx: teacher.onnx) or an architecture to train (train: { model: … })."
            );
        }
        else if (weights && !onnx && !model)
        {
            check.Report(
                Weights.Key,
                "weights alone do not say what network they belong to",
                $"Name its architecture (model: {string.Join(", ", Architectures.All.Names)}) or a file that has it (onnx: network.onnx)."
            );
        }
        else if (model && onnx)
        {
            check.Report(
                Model.Key,
                "the file under teacher.onnx already is the model, and another is named here",
                "Remove one of the two."
            );
        }
        else if (model && !weights)
        {
            check.Report(
                Model.Key,
                "an architecture without weights knows nothing",
                "Name its weights (weights: FILE), or train it: write 'train: { model: … }'."
            );
        }
        else
        {
            CheckTraining(check, isFineTuned: onnx || model);
        }
    }

    private static string Given(SettingsCheck check) =>
        check.Has(HuggingFace.Key) ? "folder under teacher.huggingface"
        : check.Has(Onnx.Key) ? "file under teacher.onnx"
        : "network under teacher.model";

    // A network that is fine-tuned has its architecture.
    private static void CheckTraining(SettingsCheck check, bool isFineTuned)
    {
        var written = check.Written.Find(Train.Key)?.Value as WrittenMap;
        var model = written?.Find(TeacherTrainingSettings.ModelKey);
        if (isFineTuned && model is not null)
        {
            check
                .Reading.At(Train.Key)
                .At(model.Key)
                .Report(
                    model.KeyPlace,
                    $"the {Given(check)} " + $"already is the model, and another is named here",
                    $"Remove 'model' to fine-tune the {(check.Has(Onnx.Key) ? "file" : "network")}, or remove "
                        + $"'{new[] { HuggingFace, Onnx, Weights }.First(option => check.Has(option.Key)).Key}' to train a teacher from nothing."
                );
        }
        else if (!isFineTuned && model is null && written is not null)
        {
            check
                .Reading.At(Train.Key)
                .At(TeacherTrainingSettings.ModelKey)
                .Report(
                    written.Place,
                    "missing: expected an architecture to train",
                    $"Add 'model' ({string.Join(", ", Architectures.All.Names)}), or name a file to fine-tune under teacher.onnx."
                );
        }
    }
}
