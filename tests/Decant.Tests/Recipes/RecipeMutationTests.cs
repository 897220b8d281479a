using System.Text;
using Decant.Recipes;
using FsCheck;
using FsCheck.Fluent;

namespace Decant.Tests.Recipes;

public class RecipeMutationTests
{
    // What YAML and recipes are made of, so that mutations get past the first character.
    private static readonly string[] s_pieces =
    [
        ":",
        ": ",
        "\n",
        "  ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        ",",
        "#",
        " #",
        "\"",
        "'",
        "&a ",
        "*a",
        "!",
        "!!str ",
        "|",
        "|\n",
        ">",
        "%",
        "@",
        "`",
        "?",
        "? ",
        "---\n",
        "...\n",
        "\t",
        "\r",
        "~",
        "<<: ",
        "0",
        "-1",
        "1e999",
        ".inf",
        "on",
        "null",
        "\0",
        "\u0085",
        "\ufeff",
        "\ud800",
        "ä",
        "\u2028",
        "training",
        "losses: ",
        "soft-targets",
        "model: mlp",
        "hidden: ",
        "augment: ",
        "early-stopping: ",
        "warmup: ",
        "normalize: ",
        "init: ",
        "onnx: x",
        "%YAML 9.9\n",
        "%TAG ! x\n",
        "\\",
        "\"\\x",
        "\"\\u12",
        "&",
        "*",
        "999999999999999999999",
        "{{{{",
        "[[[[",
        "a: b: c",
    ];

    private static readonly Gen<(int Place, int Removed, string Piece)> s_edit =
        from place in Gen.Choose(0, 10_000)
        from removed in Gen.Choose(0, 12)
        from piece in Gen.Elements(s_pieces)
        select (place, removed, piece);

    private static readonly Gen<string> s_mutant =
        from example in Gen.Elements(Examples.All.AsEnumerable())
        from edits in Gen.ListOf(s_edit)
        select Mutate(example, edits);

    [Fact]
    public void Whatever_is_done_to_a_recipe_either_reads_or_is_refused_with_problems() =>
        Prop.ForAll(s_mutant.ToArbitrary(), yaml => IsReadOrRefused(() => RecipeReader.ReadText(yaml)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(20));

    [Fact]
    public void Whatever_is_set_on_the_command_line_either_reads_or_is_refused_with_problems()
    {
        var argument =
            from path in Gen.NonEmptyListOf(
                Gen.Elements(
                    "losses",
                    "soft-targets",
                    "0",
                    "2",
                    "99999999999",
                    "training",
                    "early-stopping",
                    "data",
                    "augment",
                    "",
                    "-1",
                    "x"
                )
            )
            from value in Gen.ListOf(Gen.Elements(s_pieces))
            from sign in Gen.Elements("=", "=", "=", "")
            select string.Join('.', path) + sign + string.Concat(value);
        Prop.ForAll(Gen.ListOf(argument).ToArbitrary(), arguments =>
                IsReadOrRefused(() => RecipeReader.ReadText(Examples.All[1], overrides: arguments))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(8));
    }

    [Fact]
    public void What_reads_is_written_so_that_it_reads_again() =>
        Prop.ForAll(s_mutant.ToArbitrary(), yaml =>
                !IsRead(yaml, out var recipe) || recipe!.Equals(RecipeReader.ReadText(RecipeWriter.Write(recipe)))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(600).WithEndSize(4));

    private static bool IsReadOrRefused(Func<Recipe> read)
    {
        try
        {
            return read() is not null;
        }
        catch (RecipeException exception)
        {
            // Every problem can be shown, and says something.
            return exception.Problems.Count > 0
                && exception.Message.Length > 0
                && exception.Problems.All(problem => problem.Message.Length > 0 && problem.Remedy.Length > 0);
        }
    }

    private static bool IsRead(string yaml, out Recipe? recipe)
    {
        try
        {
            recipe = RecipeReader.ReadText(yaml);
            return true;
        }
        catch (RecipeException)
        {
            recipe = null;
            return false;
        }
    }

    // Each edit removes a few characters somewhere and puts a piece there.
    private static string Mutate(string text, IEnumerable<(int Place, int Removed, string Piece)> edits)
    {
        var mutant = new StringBuilder(text);
        foreach (var (place, removed, piece) in edits)
        {
            var at = place % (mutant.Length + 1);
            mutant.Remove(at, Math.Min(removed, mutant.Length - at)).Insert(at, piece);
        }

        return mutant.ToString();
    }
}
