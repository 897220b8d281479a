using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Google.Protobuf;
using static Decant.Engine.Tests.Onnx.HandMade;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Numbers in files next to the model, and everything that must not be opened.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-external-").FullName;

    [Fact]
    public void Numbers_beside_the_model_are_read_from_their_place()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "parts"));
        File.WriteAllBytes(Path.Combine(_folder, "parts", "weights.bin"), [9, 9, 9, 9, 0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC1, 9]);

        var graph = Load("parts/weights.bin", "4", "8");

        Assert.Equal([1, -10], graph["w"].Data!.Span<float>().ToArray());
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("/etc/passwd")]
    [InlineData("parts/../../secret")]
    [InlineData("..\\secret")]
    [InlineData("C:\\secret")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("parts//weights.bin")]
    public void A_path_that_leaves_the_folder_is_refused(string location) =>
        Assert.Contains("only a relative path to a file in the model's folder", Refuse(location, "0", "8"), StringComparison.Ordinal);

    [Fact]
    public void A_link_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs a privilege on Windows.");
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), "/etc/hostname");
        File.CreateSymbolicLink(Path.Combine(_folder, "folder"), "/etc");

        Assert.Contains("goes through the link 'link'", Refuse("link", "0", "8"), StringComparison.Ordinal);
        Assert.Contains("goes through the link 'folder'", Refuse("folder/hostname", "0", "8"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "9", "the reference says 9 bytes from 0")]
    [InlineData("1", "8", "which has 8")]
    [InlineData("9223372036854775807", "8", "which has 8")]
    [InlineData("-1", "8", "must be a number of 0 or more, received '-1'")]
    [InlineData("zero", "8", "must be a number of 0 or more, received 'zero'")]
    public void A_place_outside_the_file_is_refused(string offset, string length, string expected)
    {
        File.WriteAllBytes(Path.Combine(_folder, "weights.bin"), new byte[8]);
        Assert.Contains(expected, Refuse("weights.bin", offset, length), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("its data in 'weights.bin' cannot be read", Refuse("weights.bin", "0", "8"), StringComparison.Ordinal);

    [Fact]
    public void A_model_from_a_stream_has_no_files_beside_it() =>
        Assert.Contains("Read the model by its path", Refusal(Model("weights.bin", "0", "8")), StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Refuse(string location, string offset, string length) =>
        Assert.Throws<DecantException>(() => Load(location, offset, length)).Message;

    private Graph Load(string location, string offset, string length)
    {
        var path = Path.Combine(_folder, "model.onnx");
        File.WriteAllBytes(path, Model(location, offset, length).ToByteArray());
        return OnnxFile.Read(path);
    }

    private static ModelProto Model(string location, string offset, string length) =>
        HandMade.Model(
            17,
            "w",
            new TensorProto
            {
                Name = "w",
                DataType = 1,
                Dims = { 2 },
                DataLocation = 1,
                ExternalData = { Entry("location", location), Entry("offset", offset), Entry("length", length) },
            }
        );

    private static StringStringEntryProto Entry(string key, string value) => new() { Key = key, Value = value };
}
