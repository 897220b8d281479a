using Decant.Options;

namespace Decant.ControlArms;

/// <summary>The trainings that a distilled student can be compared with.</summary>
internal static class ControlArmCatalogue
{
    /// <summary>All of them, in the order of reports.</summary>
    public static Catalogue<Description> All { get; } =
        new("arm", new Scratch(), new ScaledScratch(), new LabelSmoothing(), new Longer(), new SmallerTeacher())
        {
            NamesElsewhere = new Dictionary<string, string>
            {
                ["baseline"] = "scratch",
                ["alone"] = "scratch",
                ["no-teacher"] = "scratch",
                ["smoothing"] = "label-smoothing",
                ["born-again"] = "smaller-teacher",
                ["self-distillation"] = "smaller-teacher",
            },
        };

    /// <summary>The arm of a name; null where a run calls something else so.</summary>
    public static ControlArm? Find(string name) => All.TryFind(name, out var arm) ? (ControlArm)arm : null;
}
