using System.Text.Json;
using Decant.Engine;
using Decant.Tokenizers.Models;

namespace Decant.Tokenizers.Formats;

/// <summary>Hugging Face's <c>tokenizer.json</c>: a model, and what comes before and after it.</summary>
internal static class TokenizerJson
{
    /// <summary>Reads the file's bytes.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="file">The file, as messages name it.</param>
    /// <exception cref="DecantException">What the file lacks, or what is wrong in it.</exception>
    public static TokenizerParts Read(byte[] json, string file)
    {
        using var document = TokenizerBytes.Json(json, file);
        var root = new JsonPlace(file, "", document.RootElement);
        var model = ModelSection.Read(root.Required("model"));
        var added = AddedTokenSection.Read(root.Optional("added_tokens"), model.Pieces);
        var vocabulary = new Vocabulary(model.Pieces.Concat(added.Select(token => KeyValuePair.Create(token.Content, token.Id))));
        var after = TemplateSection.Read(root.Optional("post_processor"));
        foreach (var id in after.Template.One.Concat(after.Template.Two).SelectMany(part => part.Ids))
        {
            if (vocabulary.Piece(id) is null)
            {
                throw root.Required("post_processor")
                    .Refuse("a section with tokens of the vocabulary", $"one with the number {id}", "Add the token to the vocabulary.");
            }
        }

        return new TokenizerParts
        {
            Kind = model.Kind,
            Json = Written(document, model.Kind, file),
            Vocabulary = vocabulary,
            Added = added,
            Normalizer = root.Optional("normalizer") is { } normalizer ? NormalizerSection.Read(normalizer) : null,
            Splitter = root.Optional("pre_tokenizer") is { } splitter ? SplitterSection.Read(splitter) : null,
            Model = model.Model,
            Template = after.Template,
            Trimming = after.Trimming,
            Decoder = root.Optional("decoder") is { } decoder ? DecoderSection.Read(decoder) : null,
            Unknown = model.Unknown,
            Padding = root.Optional("padding")?.Optional("pad_token")?.Text(),
        };
    }

    private static byte[] Written(JsonDocument document, string kind, string file)
    {
        try
        {
            return TokenizerJsonForm.Write(document.RootElement, kind);
        }
        catch (InvalidOperationException)
        {
            throw TokenizerProblem.Of(file, "texts of whole characters were expected, but one has half a surrogate pair");
        }
    }
}
