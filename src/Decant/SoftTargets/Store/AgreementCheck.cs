using System.Globalization;
using Decant.Data.Batches;
using Decant.Engine;

namespace Decant.SoftTargets.Store;

/// <summary>
/// Compares, while a student learns, how often stored answers agree with the labels of the samples that they come with, with what the
/// manifest says: answers that were mixed up agree less often.
/// </summary>
internal sealed class AgreementCheck
{
    // Six deviations of a share among so many samples, whose pixels are alike, and what rounding may turn over.
    private const double Deviations = 6;
    private const double Rounding = 0.005;
    private const int Fewest = 256;

    // So many numbers of a batch are looked at; of larger answers some samples stand for all.
    private const long MostNumbers = 1 << 19;

    private readonly StoreManifest _manifest;
    private readonly AnswerAgreement _agreement;
    private readonly StoreLayoutValue _answer;
    private readonly (long Right, long Counted)[] _views;
    private (int Epoch, int View, int Step) _at = (-1, 0, 0);
    private long _right,
        _counted,
        _samples;

    /// <summary>Begins to compare.</summary>
    public AgreementCheck(StoreManifest manifest, AnswerAgreement agreement)
    {
        (_manifest, _agreement) = (manifest, agreement);
        _answer = new StoreLayout(manifest).Values[0];
        _views = [.. Enumerable.Range(0, manifest.Identity.Views).Select(manifest.Agreement)];
    }

    /// <summary>Counts a batch; allocates nothing.</summary>
    /// <param name="batch">Samples, labels and stored answers.</param>
    /// <exception cref="DecantException">The answers agree with other labels than when they were stored.</exception>
    public void Add(Batch batch)
    {
        // Another epoch, or this one again.
        if ((_at.Epoch, _at.View) != (batch.Epoch, batch.View) || batch.Step <= _at.Step)
        {
            Compare(isWhole: true);
            (_right, _counted, _samples) = (0, 0, 0);
        }

        _at = (batch.Epoch, batch.View, batch.Step);
        var numbers = batch.Find(_answer.Field.Name)!.Span<float>();
        var each = numbers.Length / batch.Count;
        var step = (int)Math.Max(1, numbers.Length / MostNumbers);
        for (var place = batch.Step % step; place < batch.Count; place += step)
        {
            var length = _answer.Value.Length is { } axis ? (int)batch.Lengths(axis.Name).Span<long>()[place] * _answer.Codec.Width : each;
            var (right, counted) = _agreement.Count(batch, place, numbers.Slice(place * each, length));
            (_right, _counted, _samples) = (_right + right, _counted + counted, _samples + Math.Min(1, counted));
        }

        Compare(isWhole: false);
    }

    private void Compare(bool isWhole)
    {
        var (right, counted) = _at.Epoch < 0 ? default : _views[_at.View];
        if (counted == 0 || _counted == 0 || _samples < Fewest && !(isWhole && _counted == counted))
        {
            return;
        }

        var (expected, found) = ((double)right / counted, (double)_right / _counted);
        var allowed =
            isWhole && _counted == counted
                ? (_manifest.Encoding.IsExact ? 0 : Rounding)
                : (Deviations * Math.Sqrt(Math.Max(expected * (1 - expected), 1.0 / counted) / _samples)) + Rounding;
        if (_manifest.Encoding.Draws is null && Math.Abs(found - expected) > allowed + 1e-12)
        {
            throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Store: expected answers that agree with {100 * expected:0.00} % of the labels about view "
                        + $"{_at.View}, as the manifest says; "
                        + $"of {_counted} labels {100 * found:0.00} % agree. Answers and samples do not belong "
                        + $"together: make the store anew."
                )
            );
        }
    }
}
