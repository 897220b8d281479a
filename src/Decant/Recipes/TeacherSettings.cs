using Decant.Students;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>The network that is learnt from: a file, one that the recipe trains, or a file that it fine-tunes.</summary>
public sealed record TeacherSettings : Settings, ISettings
{
    private static readonly Option<string> s_onnx = Option.File("onnx", null, "A trained network as an ONNX file.", unset: "");
    private static readonly Option<TeacherTrainingSettings> s_train = Option.Section<TeacherTrainingSettings>("train", "How the teacher is trained; or, where a file is named too, fine-tuned.", unset: "");

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(TeacherSettings));

    /// <summary>The file of a trained network; null where the recipe trains one from nothing.</summary>
    public string? Onnx { get => Values.Find(s_onnx); init => Values = Changed(s_onnx, value); }

    /// <summary>How the teacher is trained; null where it is used as it is.</summary>
    public TeacherTrainingSettings? Train { get => Values.Find(s_train); init => Values = Changed(s_train, value); }

    static void ISettings.Check(SettingsCheck check)
    {
        var model = (check.Written.Find(s_train.Key)?.Value as WrittenMap)?.Find(TeacherTrainingSettings.ModelKey);
        if (!check.Has(s_onnx.Key) && !check.Has(s_train.Key))
        {
            check.Report("", "expected a teacher: onnx, train or both; received neither", "Name a file (onnx: teacher.onnx) or an architecture to train (train: { model: … }).");
        }
        else if (check.Has(s_onnx.Key) && model is not null)
        {
            check.Reading.At(s_train.Key).At(model.Key).Report(
                model.KeyPlace, "the file under teacher.onnx already is the model, and another is named here", "Remove 'model' to fine-tune the file, or remove 'onnx' to train a teacher from nothing.");
        }
        else if (!check.Has(s_onnx.Key) && model is null && check.Written.Find(s_train.Key)?.Value is WrittenMap train)
        {
            check.Reading.At(s_train.Key).At(TeacherTrainingSettings.ModelKey).Report(
                train.Place, "missing: expected an architecture to train", $"Add 'model' ({string.Join(", ", Architectures.All.Names)}), or name a file to fine-tune under teacher.onnx.");
        }
    }
}
