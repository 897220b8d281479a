using System.Text;
using Decant.Losses;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>The reference of all options as Markdown, out of the statements that recipes are read by.</summary>
internal static class RecipeTables
{
    /// <summary>The content of docs/recipes.md.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder(
            """
            # Recipes: every option

            This page is written by a test out of the options' own statements; change those, not the page.

            A recipe is a YAML file. `decant check RECIPE` shows every problem of one at once; `--set a.b=value` changes one option for one
            run (`--set losses.soft-targets.temperature=8`, `--set student.hidden=[400]`). Relative data paths start at `--data-root`.
            Of YAML, anchors, aliases, merge keys and tags are not understood: every value is written where it holds.


            """.ReplaceLineEndings("\n")
        );
        Section(text, "Recipe", Recipe.Options, "");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    // What several sections have in common is described where it first appears alone: the options of training, data, losses and
    // architectures.
    private static void Section(StringBuilder text, string title, OptionSet options, string path)
    {
        var isTraining = path == "training";
        var own = options.Where(option => isTraining || !TrainingSettings.Options.Contains(option)).ToList();
        text.Append($"## {title}\n\n| key | value | default | unit | meaning |\n|---|---|---|---|---|\n");
        own.ForEach(option => Row(text, option));
        text.Append(own.Count < options.Count ? "\nAnd every option of `training`, with the value it has there as its default.\n\n" : "\n");
        foreach (var option in own)
        {
            var inner = path.Length == 0 ? option.Key : $"{path}.{option.Key}";
            switch (option)
            {
                case IVariantOption variant when inner is "task" or "data.source" or "student.model" || isTraining || path == "compare":
                    Variants(text, inner, variant.Facts);
                    break;
                case IVariantOption variant:
                    text.Append(
                        $"`{inner}` and its options: see {(variant.Facts.Noun == "source" ? "`data.source`" : "`student.model`")}.\n\n"
                    );
                    break;
                case LossListOption when inner == "losses":
                    Variants(text, inner, ("loss", DistillationLosses.All));
                    break;
            }
        }

        foreach (var option in own.Where(option => option is ISectionOption))
        {
            var inner = path.Length == 0 ? option.Key : $"{path}.{option.Key}";
            if (inner is not ("teacher.train.augment" or "student.augment" or "assistants" or "teacher.ensemble" or "fine-tune.data"))
            {
                Section(text, $"`{inner}`", ((ISectionOption)option).Inner, inner);
            }
            else if (inner is "assistants" or "teacher.ensemble")
            {
                text.Append(
                    $"## `{inner}`\n\nEach with the options of "
                        + $"`{(inner == "assistants" ? "teacher.train" : "teacher")}`{(inner == "assistants" ? "" : ": `onnx` and `train`")}.\n\n"
                );
            }
        }
    }

    private static void Variants(StringBuilder text, string path, (string Noun, IEnumerable<Description> Entries) facts)
    {
        foreach (var entry in facts.Entries)
        {
            text.Append($"### `{path}: {entry.Name}`\n\n{entry.Meaning}\n\n");
            if (entry.Options.Count > 0)
            {
                text.Append("| key | value | default | unit | meaning |\n|---|---|---|---|---|\n");
                entry.Options.ToList().ForEach(option => Row(text, option));
                text.Append('\n');
            }
        }
    }

    private static void Row(StringBuilder text, Option option) =>
        text.Append(
            $"| `{option.Key}` | {Cell(option.Expected)} | "
                + $"{(option.Default.Length == 0 || option.IsRequired ? option.Default : $"`{option.Default}`")} | "
                + $"{Cell(option.Unit)} | {Cell(option.Meaning)} |\n"
        );

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
