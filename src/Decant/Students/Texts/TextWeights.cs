using System.Globalization;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Students.Texts;

/// <summary>
/// Weights of a text student from another text network. Layers: of L layers the i-th begins as the teacher's (i·M/L)-th of M, as in
/// DistilBERT (Sanh et al. 2019, arXiv:1910.01108) and patient distillation (Sun et al. 2019, arXiv:1908.09355), where all widths are
/// equal.
/// Token vectors: the teacher's, or their principal components where the student's rows are shorter (as Model2Vec does); with a matrix that
/// widens rows the components are its rows. What the teacher adds to every token (the mean, the kind of the first text) goes to the
/// places.
/// </summary>
internal static class TextWeights
{
    /// <summary>Copies what fits.</summary>
    /// <param name="student">A student of texts; its weights change.</param>
    /// <param name="teacher">A text network; null vectors where it has no table for the student's vocabulary.</param>
    /// <param name="vectors">Vectors of the tokens [V, D] in place of the rows of the teacher's table; null for those.</param>
    /// <returns>Names of the parameters that were taken over; none where the two have nothing in common.</returns>
    public static IReadOnlyList<string> Take(Graph student, Graph teacher, Tensor? vectors = null)
    {
        if (student.Find(TokenEmbedding.TableName)?.Data is not { } table || TokenTables.Of(teacher) is not { } tables)
        {
            return [];
        }

        var taken = new List<string>();
        var isAnswers = vectors is not null;
        var isSame = LayersInto(student, teacher, taken);
        vectors ??= tables.Tokens;
        if (vectors.Dimensions[0] == table.Dimensions[0])
        {
            VectorsInto(student, table, vectors, tables, taken, isSame, isAnswers);
        }

        return taken;
    }

    /// <summary>
    /// Gives frequent tokens less weight: a/(a + p), with p a token's share of the texts (Arora et al. 2017, "A simple but tough-to-beat
    /// baseline for sentence embeddings").
    /// </summary>
    /// <param name="student">A static embedding.</param>
    /// <param name="counts">How often each token is in the texts, [V].</param>
    /// <param name="smoothing">a, above 0.</param>
    /// <returns>The parameter's name.</returns>
    /// <exception cref="DecantException">The student has no weights of tokens.</exception>
    public static IReadOnlyList<string> Weigh(Graph student, IReadOnlyList<long> counts, double smoothing)
    {
        if (student.Find(StaticEmbedding.WeightsName)?.Data is not { } logarithms)
        {
            throw new DecantException(
                $"student.init.token-smoothing: expected a student with a weight for each token, static-embedding, received "
                    + $"'{student.Name}'. Remove it, or choose that model."
            );
        }

        var all = (double)counts.Sum();
        for (var token = 0; token < counts.Count; token++)
        {
            logarithms.Span<float>()[token] = (float)Math.Log(smoothing / (smoothing + (counts[token] / all)));
        }

        return [StaticEmbedding.WeightsName];
    }

    // Whether the layers are the teacher's, so that tokens must have its vectors and no turned ones.
    private static bool LayersInto(Graph student, Graph teacher, List<string> taken)
    {
        if (EncoderLayers.Of(student) is not { } own || EncoderLayers.Of(teacher) is not { } theirs)
        {
            return false;
        }

        var (count, of) = (own.Layers.Count, theirs.Layers.Count);
        if (count > of || !Fits(own.Layers[0], theirs.Layers[0]))
        {
            return false;
        }

        for (var layer = 1; layer <= count; layer++)
        {
            var from = theirs.Layers[((layer * of) / count) - 1];
            var name = string.Create(CultureInfo.InvariantCulture, $"layer{layer}");
            DenseInto($"{name}.query", from.Query);
            DenseInto($"{name}.key", from.Key);
            DenseInto($"{name}.value", from.Value);
            DenseInto($"{name}.output", from.Output);
            NormInto($"{name}.attention", from.Attention);
            DenseInto($"{name}.wide", from.Wide);
            DenseInto($"{name}.narrow", from.Narrow);
            NormInto(name, from.Result);
        }

        if (theirs.Embeddings is { } embeddings)
        {
            NormInto("embeddings", embeddings);
        }

        return true;

        void DenseInto(string name, EncoderLayers.Dense from)
        {
            from.CopyTo(student[$"{name}.weight"].Data!);
            student[$"{name}.bias"].Data!.CopyFrom(from.Bias);
            taken.AddRange([$"{name}.weight", $"{name}.bias"]);
        }

        void NormInto(string name, EncoderLayers.Norm from)
        {
            student[$"{name}.scale"].Data!.CopyFrom(from.Scale);
            student[$"{name}.bias"].Data!.CopyFrom(from.Bias);
            taken.AddRange([$"{name}.scale", $"{name}.bias"]);
        }
    }

    private static bool Fits(EncoderLayers.Layer own, EncoderLayers.Layer theirs) =>
        new[] { (own.Query, theirs.Query), (own.Output, theirs.Output), (own.Wide, theirs.Wide) }.All(pair =>
            pair.Item1.Width == pair.Item2.Width && pair.Item1.Units == pair.Item2.Units
        );

    private static void VectorsInto(
        Graph student,
        Tensor table,
        Tensor vectors,
        TokenTables tables,
        List<string> taken,
        bool isSame,
        bool isAnswers
    )
    {
        var (rows, from) = (table.Dimensions[1], vectors.Dimensions[1]);
        var wider = student.Find(TokenEmbedding.WidenerName)?.Data;
        if (rows == from && wider is null)
        {
            table.CopyFrom(vectors);
            taken.Add(TokenEmbedding.TableName);
            PlacesInto(student, tables, new double[from], taken);
        }
        else if (rows < from && (wider is null ? !isSame : wider.Dimensions[1] == from))
        {
            var components = PrincipalComponents.Of(vectors.Span<float>(), from, rows);
            for (var token = 0; token < table.Dimensions[0]; token++)
            {
                components.Project(vectors.Span<float>().Slice(token * from, from), table.Span<float>().Slice(token * rows, rows));
            }

            taken.Add(TokenEmbedding.TableName);
            if (wider is not null)
            {
                for (var i = 0; i < wider.Count; i++)
                {
                    wider.Span<float>()[i] = (float)components.Axes[i / from][i % from];
                }

                taken.Add(TokenEmbedding.WidenerName);
                PlacesInto(student, tables, components.Mean, taken);
            }
            else if (isAnswers)
            {
                HeadInto(student, components, taken);
            }
        }
    }

    // A student that answers with vectors as the teacher's, by its head alone, begins with the weighted mean of what the teacher says.
    private static void HeadInto(Graph student, PrincipalComponents components, List<string> taken)
    {
        const string weightName = "head.weight",
            biasName = "head.bias";
        var (rows, width) = (components.Axes.Length, components.Mean.Length);
        if (
            student.Find("layer1.weight") is not null
            || student.Find(weightName)?.Data is not { } weight
            || student.Find(biasName)?.Data is not { } bias
            || !weight.Dimensions.SequenceEqual([width, rows])
        )
        {
            return;
        }

        for (var d = 0; d < width; d++)
        {
            bias.Span<float>()[d] = (float)components.Mean[d];
            for (var axis = 0; axis < rows; axis++)
            {
                weight.Span<float>()[(d * rows) + axis] = (float)components.Axes[axis][d];
            }
        }

        taken.AddRange([weightName, biasName]);
    }

    private static void PlacesInto(Graph student, TokenTables tables, double[] mean, List<string> taken)
    {
        if (
            student.Find(Encoder.PlacesName)?.Data is not { } places
            || tables.Places is not { } theirs
            || places.Dimensions[1] != theirs.Dimensions[1]
            || places.Dimensions[0] > theirs.Dimensions[0]
        )
        {
            return;
        }

        var width = places.Dimensions[1];
        for (var i = 0; i < places.Count; i++)
        {
            places.Span<float>()[i] = theirs.Span<float>()[i] + (float)mean[i % width] + (tables.Kinds?.Span<float>()[i % width] ?? 0);
        }

        taken.Add(Encoder.PlacesName);
    }
}
