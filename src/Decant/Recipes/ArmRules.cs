using Decant.ControlArms;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>What control arms ask of the rest of a recipe: task, optimizer, teacher, losses.</summary>
internal static class ArmRules
{
    /// <summary>Reports every arm that would mean nothing.</summary>
    /// <param name="check">The recipe that was read.</param>
    /// <param name="recipe">The same as an object.</param>
    /// <param name="key">The key of the section with the arms.</param>
    public static void Check(SettingsCheck check, Recipe recipe, string key)
    {
        var setting = new ControlSetting(
            recipe.Task,
            recipe.Training.Optimizer,
            [.. recipe.Compare.Arms.Select(arm => arm.Name)],
            recipe.Teacher.IsNetwork || recipe.Teacher.Store is not null
        )
        {
            Losses = [.. recipe.Losses],
            ReadsInside = recipe.HintStage is not null || recipe.Losses.Any(term => term.TeacherValues.Any()),
        };
        foreach (
            var (message, remedy) in recipe.Compare.Arms.OfType<ControlArm>().Select(arm => arm.Problem(setting)).OfType<(string, string)>()
        )
        {
            check.Reading.At(key).At("arms").Report(check.Written.Find(key)?.KeyPlace ?? default, message, remedy);
        }
    }
}
