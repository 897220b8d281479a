using Decant.Notices;
using Microsoft.Extensions.Logging;

namespace Decant.Pipeline.Progress;

/// <summary>A run in a log: notes, the beginning and end of each training, and its epochs, each with its numbers by name.</summary>
/// <param name="log">The log.</param>
internal sealed partial class LogObserver(ILogger log) : RunDisplay
{
    /// <inheritdoc/>
    public override void Note(Notice notice)
    {
        if (notice.Kind == NoticeKind.Note)
        {
            LogNote(notice.Sentence);
        }
        else
        {
            LogWarning(notice.Sentence);
        }
    }

    /// <inheritdoc/>
    protected override void OnBegin(TrainingStatus status) => LogBegin(status.Plan.Arm, status.Plan.Seed, status.Title);

    /// <inheritdoc/>
    protected override void OnStep(TrainingStatus status) { }

    /// <inheritdoc/>
    protected override void OnEpoch(TrainingStatus status) =>
        LogEpoch(status.Plan.Arm, status.Plan.Seed, status.Epoch, status.Plan.Epochs, status.Loss, status.Validation);

    /// <inheritdoc/>
    protected override void OnEnd(TrainingEnd end) => LogEnd(end.Arm, end.Result.Seed, end.Level, end.Way);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sentence}")]
    private partial void LogNote(string sentence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private partial void LogWarning(string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Arm}, seed {Seed}: {Title}")]
    private partial void LogBegin(string arm, ulong seed, string title);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Arm}, seed {Seed}: epoch {Epoch} of {Epochs}, {Loss}, {Validation}")]
    private partial void LogEpoch(string arm, ulong seed, int epoch, int epochs, string loss, string validation);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Arm}, seed {Seed}: {Level} on the test part, {Way}")]
    private partial void LogEnd(string arm, ulong seed, string level, string way);
}
