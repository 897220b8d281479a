namespace Decant.Tokenizers.Formats;

/// <summary>
/// SentencePiece's <c>.model</c>, as a <c>tokenizer.json</c>. Where no file next to it says which special tokens come
/// around a text, those that the
/// vocabulary has do: <c>[CLS]</c> and <c>[SEP]</c>, else <c>&lt;s&gt;</c> in front, else <c>&lt;/s&gt;</c> after.
/// </summary>
internal static class SentencePieceFile
{
    // Their numbers are not those of the file: the libraries put tokens of their own in front.
    private static readonly string[] s_shifted = ["XLMRoberta", "Camembert", "MBart", "Barthez", "XLNet", "Pegasus", "Nllb"];

    public static byte[] ToJson(string file)
    {
        var configuration = new NeighbourConfiguration(file);
        var kind = configuration.Text("tokenizer_class")
            ?? (Path.GetFileName(file) == "sentencepiece.bpe.model" ? "XLMRobertaTokenizer" : "");
        if (s_shifted.Any(name => kind.StartsWith(name, StringComparison.Ordinal)))
        {
            throw TokenizerProblem.Of(
                file,
                $"a tokenizer whose numbers are those of the file was expected, but {kind} numbers its pieces otherwise",
                "Save tokenizer.json with AutoTokenizer of Hugging Face's library, and name that."
            );
        }
        var model = SentencePieceModel.Read(TokenizerBytes.Read(file), file);
        return SentencePieceJson.Write(model, Around(model, configuration, file));
    }

    private static (string? Begin, string? End) Around(SentencePieceModel model, NeighbourConfiguration configuration, string file)
    {
        var tokens = model.Pieces.Where(piece => piece.Kind == SentencePieceKind.Control).Select(piece => piece.Text).ToHashSet();
        string Known(string token) =>
            tokens.Contains(token)
                ? token
                : throw TokenizerProblem.Of(
                    file,
                    $"the token '{token}' that the files next to it name was expected, but the model lacks it",
                    "Take the files of one tokenizer."
                );
        if (configuration.Flag("add_bos_token") is not null || configuration.Flag("add_eos_token") is not null)
        {
            return (
                configuration.Flag("add_bos_token") ?? true ? Known(configuration.Token("bos_token") ?? "<s>") : null,
                configuration.Flag("add_eos_token") ?? false ? Known(configuration.Token("eos_token") ?? "</s>") : null
            );
        }
        return tokens.Contains("[CLS]") && tokens.Contains("[SEP]") ? ((string?, string?))("[CLS]", "[SEP]")
            : tokens.Contains("<s>") ? ("<s>", null)
            : (null, tokens.Contains("</s>") ? "</s>" : null);
    }
}
