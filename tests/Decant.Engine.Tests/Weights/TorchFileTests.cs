using System.Runtime.CompilerServices;
using System.Text.Json;
using Decant.Engine.Weights;
using static Decant.Engine.Tests.Weights.WeightBytes;

namespace Decant.Engine.Tests.Weights;

/// <summary>Files that PyTorch wrote (PyTorch/make_files.py), with the numbers that it says are in them.</summary>
public sealed class TorchFileTests
{
    public static TheoryData<string> Files => [.. Expected().Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_tensor_has_the_numbers_that_PyTorch_saved(string name)
    {
        using var file = WeightFile.Open(PathOf(name));
        var expected = Expected().Single(entry => entry.Name == name).Value;

        Assert.Equal(expected.EnumerateObject().Select(tensor => tensor.Name), file.Tensors.Select(tensor => tensor.Name));
        foreach (var tensor in expected.EnumerateObject())
        {
            var read = file.Find(tensor.Name)!.Read();
            Assert.Equal(tensor.Value.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32()), read.Dimensions.ToArray());
            Assert.Equal(TypeOf(tensor.Value.GetProperty("type").GetString()!), read.Type.ToString());
            Assert.Equal(tensor.Value.GetProperty("numbers").EnumerateArray().Select(number => number.GetDouble()), TensorNumbers.Of(read));
        }
    }

    [Fact]
    public void The_part_that_was_taken_and_the_layout_are_said()
    {
        using var checkpoint = WeightFile.Open(PathOf("checkpoint-zip.pt"));
        using var plain = WeightFile.Open(PathOf("state-legacy.pt"));

        Assert.Equal("PyTorch (zip), part 'state_dict'", checkpoint.Format);
        Assert.Equal("PyTorch (legacy pickle)", plain.Format);
    }

    [Theory]
    [InlineData("module-zip.pt", "it holds a whole model or another object of a program ('torch.nn.modules.container.Sequential')")]
    [InlineData("module-zip.pt", "torch.save(model.state_dict(), 'weights.pt')")]
    [InlineData("script.pt", "it is a TorchScript program (torch.jit.save)")]
    [InlineData(
        "two-zip.pt",
        "it holds several dictionaries of tensors: 'encoder', 'decoder'. Save the one that is meant, such as "
            + "torch.save(torch.load(FILE)['encoder'], 'weights.pt')"
    )]
    [InlineData("two-legacy.pt", "it holds several dictionaries of tensors: 'encoder', 'decoder'")]
    [InlineData("none-zip.pt", "it holds no dictionary of tensors")]
    [InlineData("none-legacy.pt", "it holds no dictionary of tensors")]
    [InlineData("complex-zip.pt", "it asks for 'torch.ComplexFloatStorage'")]
    [InlineData("complex-legacy.pt", "it asks for 'torch.ComplexFloatStorage'")]
    public void What_is_no_dictionary_of_tensors_is_refused_with_the_way_out(string name, string expected) =>
        Assert.Contains(expected, Assert.Throws<DecantException>(() => WeightFile.Open(PathOf(name))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("types-zip.pt")]
    [InlineData("types-legacy.pt")]
    [InlineData("strided-legacy.pt")]
    [InlineData("checkpoint-zip.pt")]
    public void Every_truncation_is_refused(string name)
    {
        var bytes = File.ReadAllBytes(PathOf(name));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Contains("Reading ", Refusal(bytes[..length]), StringComparison.Ordinal);
        }
    }

    /// <summary>The path of one of PyTorch's files.</summary>
    internal static string PathOf(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "PyTorch", name);

    private static string TypeOf(string theirs) =>
        theirs switch
        {
            "float32" or "float16" or "bfloat16" => "Float32",
            "float64" => "Float64",
            "uint8" => "UInt8",
            "bool" => "Bool",
            _ => $"Int{theirs[3..]}",
        };

    private static IEnumerable<JsonProperty> Expected() =>
        JsonDocument.Parse(File.ReadAllBytes(PathOf("expected.json"))).RootElement.EnumerateObject();
}
