using Decant.Losses;
using System.Text;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>The reference of all options as Markdown, out of the statements that recipes are read by.</summary>
internal static class RecipeTables
{
    /// <summary>The content of docs/recipes.md.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("""
            # Recipes: every option

            This page is written by a test out of the options' own statements; change those, not the page.

            A recipe is a YAML file. `decant check RECIPE` shows every problem of one at once; `--set a.b=value` changes one option for one
            run (`--set losses.soft-targets.temperature=8`, `--set student.hidden=[400]`). Relative data paths start at `--data-root`.
            Of YAML, anchors, aliases, merge keys and tags are not understood: every value stands where it holds.


            """.ReplaceLineEndings("\n"));
        Section(text, "Recipe", Recipe.Options, "");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Section(StringBuilder text, string title, OptionSet options, string path)
    {
        text.Append($"## {title}\n\n");
        Table(text, options, path);
        foreach (var option in options)
        {
            // The options of training stand beside the teacher's own, and have their tables under training.
            var isTold = path == "teacher.train" && TrainingSettings.Options.Contains(option);
            if (option is IVariantOption variant && !isTold)
            {
                Variants(text, path.Length == 0 ? option.Key : $"{path}.{option.Key}", variant.Facts);
            }
        }

        foreach (var option in options.OfType<LossListOption>())
        {
            Variants(text, option.Key, ("loss", DistillationLosses.All));
        }

        foreach (var option in options.Where(option => option is ISectionOption && !(path == "teacher.train" && TrainingSettings.Options.Contains(option))))
        {
            var inner = path.Length == 0 ? option.Key : $"{path}.{option.Key}";
            if (inner is not ("teacher.train.augment" or "student.augment"))
            {
                Section(text, $"`{inner}`", ((ISectionOption)option).Inner, inner);
            }
        }
    }

    private static void Variants(StringBuilder text, string path, (string Noun, IEnumerable<Description> Entries) facts)
    {
        // Architectures have the same options for teacher and student, told once.
        if (path == "teacher.train.model")
        {
            text.Append("Architectures and their options: see `student.model`.\n\n");
            return;
        }

        foreach (var entry in facts.Entries)
        {
            text.Append($"### `{path}: {entry.Name}`\n\n{entry.Meaning}\n\n");
            if (entry.Options.Count > 0)
            {
                Table(text, entry.Options, path);
            }
        }
    }

    private static void Table(StringBuilder text, OptionSet options, string path)
    {
        var isTeacher = path == "teacher.train";
        text.Append("| key | value | default | unit | meaning |\n|---|---|---|---|---|\n");
        foreach (var option in options.Where(option => !isTeacher || !TrainingSettings.Options.Contains(option)))
        {
            text.Append($"| `{option.Key}` | {Cell(option.Expected)} | {(option.Default.Length == 0 || option.IsRequired ? option.Default : $"`{option.Default}`")} | {Cell(option.Unit)} | {Cell(option.Meaning)} |\n");
        }

        text.Append(isTeacher ? "\nAnd every option of `training`, with the value it has there as its default.\n\n" : "\n");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
