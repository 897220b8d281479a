using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Decant.Recipes;

namespace Decant.Tests.Recipes;

/// <summary>What a recipe may say about a service that teaches.</summary>
public sealed partial class ServiceTeacherSettingsTests
{
    private const string Text = """
        task: text-classification
        data: { source: text, path: texts.tsv }
        teacher: { chat: { model: small, endpoint: "http://localhost:1/v1", instruction: Tell the mood. } }
        student: { model: bag-of-embeddings, dimension: 8 }
        """;

    [Theory]
    [InlineData("task=text-embedding", "a chat model names the class of a text, and task text-embedding has none")]
    [InlineData("teacher.chat.max-cost=1", "teacher.chat.max-cost: expected prices")]
    [InlineData("teacher.chat.endpoint=localhost", "expected an address that begins with http:// or https://, received 'localhost'")]
    [InlineData("teacher.onnx=a.onnx", "one kind of teacher is expected")]
    [InlineData("teacher.store=answers", "a store has the answers of one teacher")]
    [InlineData("teacher.pooling=mean", "it says something about a text network from elsewhere")]
    public void What_does_not_go_together_is_reported(string change, string expected) =>
        Assert.Contains(expected, Assert.Throws<RecipeException>(() => Recipe(change)).Message, StringComparison.Ordinal);

    [Fact]
    public void Prices_limits_and_addresses_leave_a_recipes_fingerprint_alone()
    {
        var plain = RecipeFingerprint.Of(Recipe());

        Assert.Equal(
            plain,
            RecipeFingerprint.Of(
                Recipe(
                    "teacher.chat.endpoint=http://localhost:2/v1",
                    "teacher.chat.price-in=1",
                    "teacher.chat.max-cost=3",
                    "teacher.chat.key-variable=KEY"
                )
            )
        );
        Assert.NotEqual(plain, RecipeFingerprint.Of(Recipe("teacher.chat.certainty=0.8")));
    }

    [Fact]
    public void The_recipes_of_the_page_about_services_are_recipes()
    {
        var page = File.ReadAllText(Path.Combine(Docs(), "howto", "chat-teacher.md")).ReplaceLineEndings("\n");
        var recipes = Blocks().Matches(page).Select(block => RecipeReader.ReadText(block.Groups["yaml"].Value)).ToArray();

        Assert.Equal(["text-classification", "text-embedding", "text-classification"], recipes.Select(recipe => recipe.Task.Name));
        Assert.StartsWith("You read reviews of films. Tell", recipes[0].Teacher.Chat!.Instruction, StringComparison.Ordinal);
        Assert.Equal(1536, recipes[1].Teacher.Embeddings!.Dimensions);
    }

    private static string Docs([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs"));

    private static Recipe Recipe(params string[] changes) => RecipeReader.ReadText(Text, "chat", changes);

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
