using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Inference;
using Decant.Tables;

namespace Decant.Prediction;

/// <summary>
/// A network of a table that answers rows of names and texts: its ONNX file says which columns there are and what the codes of their
/// categories are. Any number of threads may call it at the same time. No native library is needed.
/// </summary>
public sealed class TableModel : IDisposable
{
    private readonly Model _model;

    private TableModel(Model model, TableSchema table) => (_model, Table) = (model, table);

    /// <summary>What the network takes and answers.</summary>
    public TableSchema Table { get; }

    /// <summary>Classes, labels or numbers in the order of the answers; empty where the file does not say.</summary>
    public IReadOnlyList<string> AnswerNames => _model.AnswerNames;

    /// <summary>Reads a network.</summary>
    /// <param name="path">An ONNX file that Decant wrote.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <exception cref="DecantException">The file is missing or damaged, or says nothing of a table.</exception>
    public static TableModel Load(string path, ModelOptions? options = null)
    {
        var table = TableSchema.Load(path);
        return new TableModel(Model.Load(path, options), table);
    }

    /// <summary>Gives a network the table that its file names; null where it names none.</summary>
    internal static TableModel? Of(Model model) =>
        TableSchema.Find(model.Metadata.GetValueOrDefault(TableSchema.MetadataKey), "the model") is { } table
            ? new TableModel(model, table)
            : null;

    /// <summary>Answers a row.</summary>
    /// <param name="row">The texts by the names of their columns; columns that the network does not know are ignored, and a text that
    /// training did not have counts as any other such text.</param>
    /// <returns>A number for each of <see cref="AnswerNames"/>: probabilities of classes or labels, numbers in their own unit.</returns>
    /// <exception cref="DecantException">A column is missing, or a text is no number where one must be; it names all of them.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public float[] Predict(IReadOnlyDictionary<string, string> row) => Predict([Table.Encode(row)]);

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    /// <summary>Answers rows, one after the other.</summary>
    internal float[] Predict(IReadOnlyList<TableRow> rows)
    {
        var inputs = _model.Inputs.ToDictionary(input => input.Name, input => Of(input.Type, rows));
        try
        {
            var answers = _model.Run(inputs);
            var answer = answers[_model.OutputName].Span<float>().ToArray();
            foreach (var tensor in answers.Values)
            {
                tensor.Dispose();
            }

            return answer;
        }
        finally
        {
            foreach (var tensor in inputs.Values)
            {
                tensor.Dispose();
            }
        }
    }

    private static Tensor Of(ElementType type, IReadOnlyList<TableRow> rows) =>
        type == ElementType.Int64
            ? Tensor.From<long>([.. rows.SelectMany(row => row.Categories)], rows.Count, rows[0].Categories.Length)
            : Tensor.From<float>([.. rows.SelectMany(row => row.Numbers)], rows.Count, rows[0].Numbers.Length);
}
