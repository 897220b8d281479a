using Decant.Engine.Weights;
using static Decant.Engine.Tests.Weights.WeightBytes;

namespace Decant.Engine.Tests.Weights;

public sealed class SafetensorsIndexTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-shards-").FullName;

    public SafetensorsIndexTests()
    {
        Write("model-00001-of-00002.safetensors", Safetensors("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1));
        Write("model-00002-of-00002.safetensors", Safetensors("""{"b":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 2, 3));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_tensors_of_all_files_are_one_list()
    {
        using var file = Open(
            """{"metadata":{"total_size":3},"weight_map":{"b":"model-00002-of-00002.safetensors","a":"model-00001-of-00002.safetensors"}}"""
        );

        Assert.Equal("safetensors in 2 files", file.Format);
        Assert.Equal(["a", "b"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([2, 3], file.Find("b")!.Read().Span<byte>().ToArray());
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"../model.safetensors"}}""", "only files next to the index are opened")]
    [InlineData("""{"weight_map":{"a":"/etc/passwd"}}""", "only files next to the index are opened")]
    [InlineData("""{"weight_map":{"a":".."}}""", "only files next to the index are opened")]
    [InlineData(
        """{"weight_map":{"a":"gone.safetensors"}}""",
        "its file 'gone.safetensors' is missing. Put all files of the index next to it"
    )]
    [InlineData(
        """{"weight_map":{"a":"model-00001-of-00002.safetensors","c":"model-00001-of-00002.safetensors"}}""",
        "'c' is in 'model-00001-of-00002.safetensors', where it is not"
    )]
    [InlineData("""{"weight_map":{"c":"model-00001-of-00002.safetensors"}}""", "it holds 'a', of which the index does not say so")]
    [InlineData("""{"weight_map":{"a":"x","a":"y"}}""", "names 'a' twice")]
    [InlineData("""{"weight_map":{}}""", "names 0 files")]
    [InlineData("""{"weight_map":{"a":1}}""", "expected the index of safetensors files")]
    [InlineData("""{"weights":{}}""", "expected the index of safetensors files")]
    [InlineData("""{"weight_map":""", "expected the index of safetensors files")]
    public void An_index_that_does_not_fit_its_files_is_refused(string index, string expected) =>
        Assert.Contains(expected, Assert.Throws<DecantException>(() => Open(index)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_damaged_file_is_named()
    {
        Write("model-00001-of-00002.safetensors", Safetensors("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"""));

        Assert.Contains(
            "in 'model-00001-of-00002.safetensors': its tensors take 1 bytes",
            Assert.Throws<DecantException>(() => Open("""{"weight_map":{"a":"model-00001-of-00002.safetensors"}}""")).Message,
            StringComparison.Ordinal
        );
    }

    private WeightFile Open(string index)
    {
        Write("model.safetensors.index.json", System.Text.Encoding.UTF8.GetBytes(index));
        return WeightFile.Open(Path.Combine(_folder, "model.safetensors.index.json"));
    }

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_folder, name), bytes);
}
