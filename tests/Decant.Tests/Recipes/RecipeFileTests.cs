using System.Text;
using Decant.Recipes;

namespace Decant.Tests.Recipes;

public sealed class RecipeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-recipes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_recipe_file_is_read_with_or_without_a_byte_order_mark_and_with_any_line_ends()
    {
        var plain = RecipeReader.Read(Write(Encoding.UTF8.GetBytes(Smallest.Yaml)));

        Assert.Equal(plain, RecipeReader.Read(Write([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Smallest.Yaml)])));
        Assert.Equal(plain, RecipeReader.Read(Write(Encoding.UTF8.GetBytes(Smallest.Yaml.ReplaceLineEndings("\r\n")))));
    }

    [Fact]
    public void A_missing_file_is_said_to_be_missing() => Refused(Path.Combine(_folder, "none.yaml"), "there is no such file");

    [Fact]
    public void A_folder_is_no_recipe() => Refused(_folder, "expected a file, and this is a folder");

    [Fact]
    public void A_model_file_is_no_recipe() => Refused(Write([0x08, 0x07, 0x12, 0x00, 0x1a]), "received a byte 0 at offset 3");

    [Fact]
    public void Text_in_another_encoding_is_named_with_its_first_bad_byte() =>
        Refused(Write([.. "task: "u8, 0xe4, .. "\n"u8]), "received the byte 0xe4 at offset 6");

    [Fact]
    public void Utf_16_is_recognised() =>
        Refused(Write(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("task: x")).ToArray()), "received UTF-16");

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read() => Refused(Write(new byte[3_000_000]), "expected at most 1048576 bytes");

    [Theory]
    [InlineData("")]
    [InlineData("   \n\n")]
    [InlineData("# only a comment\n")]
    public void An_empty_file_says_what_a_recipe_needs(string text)
    {
        var problem = Refused(Write(Encoding.UTF8.GetBytes(text)), "the file is empty");
        Assert.Contains("data and student are required", problem.Remedy, StringComparison.Ordinal);
    }

    private RecipeProblem Refused(string file, string message)
    {
        var problem = Assert.Single(Assert.Throws<RecipeException>(() => RecipeReader.Read(file)).Problems);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains(file, problem.Describe(file), StringComparison.Ordinal);
        return problem;
    }

    private string Write(byte[] content)
    {
        var file = Path.Combine(_folder, "recipe.yaml");
        File.WriteAllBytes(file, content);
        return file;
    }
}
