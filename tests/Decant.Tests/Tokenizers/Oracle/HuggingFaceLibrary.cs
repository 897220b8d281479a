using System.Runtime.InteropServices;
using Decant.Tests.Data.Sources;
using Decant.Tokenizers;

namespace Decant.Tests.Tokenizers.Oracle;

/// <summary>Hugging Face's own library, which opens the files that we write.</summary>
internal sealed class HuggingFaceLibrary : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly global::Tokenizers.DotNet.Tokenizer _tokenizer;

    /// <summary>Writes a tokenizer and opens the file; the test is skipped where the library has no native part.</summary>
    public HuggingFaceLibrary(TextTokenizer tokenizer)
    {
        var file = Path.Combine(_folder.Path, "tokenizer.json");
        tokenizer.Write(file);
        _tokenizer = Open(file);
    }

    /// <summary>Opens a file of this content.</summary>
    public HuggingFaceLibrary(string json)
    {
        var file = Path.Combine(_folder.Path, "tokenizer.json");
        File.WriteAllText(file, json);
        _tokenizer = Open(file);
    }

    public int[] Encode(string text) => [.. _tokenizer.Encode(ComparedTexts.WellFormed(text)).Select(id => (int)id)];

    public string Decode(int[] ids) => _tokenizer.Decode([.. ids.Select(id => (uint)id)]);

    public void Dispose()
    {
        _tokenizer.Dispose();
        _folder.Dispose();
    }

    private static global::Tokenizers.DotNet.Tokenizer Open(string file)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64,
            "Hugging Face's library is here for Linux on x64 only"
        );
        return new global::Tokenizers.DotNet.Tokenizer(file);
    }
}
