using Decant.Options;

namespace Decant.Recipes;

/// <summary>One teacher of an ensemble: a file, one that the recipe trains, or a file that it fine-tunes.</summary>
public sealed record TeacherMemberSettings : Settings, ISettings
{
    private static readonly Option<string> s_onnx = Option.File("onnx", null, "A trained network as an ONNX file.", unset: "");
    private static readonly Option<TeacherTrainingSettings> s_train = Option.Section<TeacherTrainingSettings>("train", "How this teacher is trained; or, where a file is named too, fine-tuned.", unset: "");

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(TeacherMemberSettings)).And(NetworkFileSettings.Options);

    /// <summary>The file of a trained network; null where the recipe trains one from nothing.</summary>
    public string? Onnx { get => Values.Find(s_onnx); init => Values = Changed(s_onnx, value); }

    /// <summary>What is known of the file.</summary>
    public NetworkFileSettings File => new() { Values = Values };

    /// <summary>How this teacher is trained; null where it is used as it is.</summary>
    public TeacherTrainingSettings? Train { get => Values.Find(s_train); init => Values = Changed(s_train, value); }

    static void ISettings.Check(SettingsCheck check)
    {
        TeacherSettings.CheckOrigin(check, s_onnx.Key, s_train.Key);
        NetworkFileSettings.RefuseRuntime(check, "cannot be joined with others into one file");
    }
}
