namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// y = scale · (x − mean) / √(variance + epsilon) + bias per channel, and in the same pass, where wanted, + residual and ReLU.
/// Data is [N, C, inner] (plain) or [rows, C] (channels last: inner = 1); the axis is the channel. The statistics of a
/// channel are put together from blocks whose sizes depend on the shape only.
/// </summary>
internal static unsafe class BatchNormalization
{
    /// <summary>With the statistics that training collected.</summary>
    /// <param name="pool">Threads.</param>
    /// <param name="x">Input.</param>
    /// <param name="scale">Scale per channel.</param>
    /// <param name="bias">Bias per channel.</param>
    /// <param name="mean">Mean per channel.</param>
    /// <param name="variance">Variance per channel.</param>
    /// <param name="residual">Added before the ReLU, shaped like x; null for none.</param>
    /// <param name="y">Output; may be x or residual.</param>
    /// <param name="channel">Shape of x, seen from the channels.</param>
    /// <param name="epsilon">Added to the variance, more than 0.</param>
    /// <param name="relu">Whether max(…, 0) ends it.</param>
    public static void Inference(
        WorkerPool pool,
        float* x,
        float* scale,
        float* bias,
        float* mean,
        float* variance,
        float* residual,
        float* y,
        AlongAxis channel,
        double epsilon,
        bool relu
    )
    {
        var factor = (float*)WorkerPool.Scratch(channel.Size * sizeof(float));
        for (var c = 0; c < channel.Size; c++)
        {
            factor[c] = (float)(scale[c] / Math.Sqrt(variance[c] + epsilon));
        }

        BatchNormalizationApply.Run(pool, x, mean, factor, bias, residual, y, channel, relu);
    }

    /// <summary>With the statistics of this batch; also updates the running ones.</summary>
    /// <param name="pool">Threads.</param>
    /// <param name="x">Input.</param>
    /// <param name="scale">Scale per channel.</param>
    /// <param name="bias">Bias per channel.</param>
    /// <param name="runningMean">Mean per channel before this batch.</param>
    /// <param name="runningVariance">Variance per channel before this batch.</param>
    /// <param name="residual">Added before the ReLU, shaped like x; null for none.</param>
    /// <param name="y">Output; may be x or residual, if the gradient does not need them.</param>
    /// <param name="savedMean">Out: mean of the batch, for the gradient.</param>
    /// <param name="savedInverseDeviation">Out: 1/√(population variance of the batch + epsilon), for the gradient.</param>
    /// <param name="newRunningMean">Out: momentum · old + (1 − momentum) · batch; may be runningMean.</param>
    /// <param name="newRunningVariance">Out: the same for the variance; may be runningVariance.</param>
    /// <param name="channel">Shape of x, seen from the channels.</param>
    /// <param name="epsilon">Added to the variance, more than 0.</param>
    /// <param name="momentum">Part of the running statistics that stays, 0 to 1 (ONNX's meaning; PyTorch's is the rest to 1).</param>
    /// <param name="unbiased">Whether the running variance takes the batch's variance over n − 1 (PyTorch) instead of over n
    /// (ONNX).</param>
    /// <param name="relu">Whether max(…, 0) ends it.</param>
    public static void Training(
        WorkerPool pool,
        float* x,
        float* scale,
        float* bias,
        float* runningMean,
        float* runningVariance,
        float* residual,
        float* y,
        float* savedMean,
        float* savedInverseDeviation,
        float* newRunningMean,
        float* newRunningVariance,
        AlongAxis channel,
        double epsilon,
        double momentum,
        bool unbiased,
        bool relu
    )
    {
        var blocks = BatchNormalizationBlocks.Of(channel);
        var moments = (double*)WorkerPool.Scratch(blocks.Count * 2L * channel.Size * sizeof(double));
        BatchNormalizationStatistics.Run(pool, x, moments, channel, blocks);
        var n = channel.Outer * channel.Inner;
        for (var c = 0; c < channel.Size; c++)
        {
            var (mean, squares) = Merge(moments, c, channel, blocks);
            var variance = squares / n;
            // A single element has no unbiased variance; its 0 is kept.
            var spread = unbiased && n > 1 ? squares / (n - 1) : variance;
            savedMean[c] = (float)mean;
            savedInverseDeviation[c] = (float)(1 / Math.Sqrt(variance + epsilon));
            newRunningMean[c] = (float)((momentum * runningMean[c]) + ((1 - momentum) * mean));
            newRunningVariance[c] = (float)((momentum * runningVariance[c]) + ((1 - momentum) * spread));
        }

        // The blocks' moments are done with; the same memory now holds the factors.
        var factor = (float*)WorkerPool.Scratch(channel.Size * sizeof(float));
        for (var c = 0; c < channel.Size; c++)
        {
            factor[c] = scale[c] * savedInverseDeviation[c];
        }

        BatchNormalizationApply.Run(pool, x, savedMean, factor, bias, residual, y, channel, relu);
    }

    /// <summary>
    /// Gradient of training: with z = (x − mean) / deviation, dbias = Σ dy, dscale = Σ dy · z,
    /// dx = scale / deviation · (dy − dbias/n − z · dscale/n); after a ReLU dy counts only where y is positive.
    /// </summary>
    /// <param name="pool">Threads.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="x">Input of the forward direction.</param>
    /// <param name="y">Output of the forward direction when a ReLU ended it; null without.</param>
    /// <param name="scale">Scale per channel.</param>
    /// <param name="savedMean">From the forward direction.</param>
    /// <param name="savedInverseDeviation">From the forward direction.</param>
    /// <param name="dx">Out: gradient of the input; may be dy.</param>
    /// <param name="dresidual">Out: gradient of the residual (dy after the ReLU), may be dy when dx is not; null for none.</param>
    /// <param name="dscale">Out: gradient of the scale.</param>
    /// <param name="dbias">Out: gradient of the bias.</param>
    /// <param name="channel">Shape of x, seen from the channels.</param>
    public static void Gradient(
        WorkerPool pool,
        float* dy,
        float* x,
        float* y,
        float* scale,
        float* savedMean,
        float* savedInverseDeviation,
        float* dx,
        float* dresidual,
        float* dscale,
        float* dbias,
        AlongAxis channel
    )
    {
        var blocks = BatchNormalizationBlocks.Of(channel);
        var sumBytes = blocks.Count * 2L * channel.Size * sizeof(double);
        var sums = (double*)WorkerPool.Scratch(sumBytes + (3L * channel.Size * sizeof(float)));
        var terms = (float*)((byte*)sums + sumBytes);
        BatchNormalizationGradient.Sums(pool, dy, x, y, savedMean, sums, channel, blocks);
        double n = channel.Outer * channel.Inner;
        for (var c = 0; c < channel.Size; c++)
        {
            double sumDy = 0,
                sumDyX = 0;
            for (long block = 0; block < blocks.Count; block++)
            {
                sumDy += sums[(((2 * block) + 0) * channel.Size) + c];
                sumDyX += sums[(((2 * block) + 1) * channel.Size) + c];
            }

            double inverse = savedInverseDeviation[c];
            dbias[c] = (float)sumDy;
            dscale[c] = (float)(sumDyX * inverse);
            // dx = k (dy − a − (x − mean) b)
            terms[c] = (float)(scale[c] * inverse);
            terms[channel.Size + c] = (float)(sumDy / n);
            terms[(2 * channel.Size) + c] = (float)(sumDyX * inverse * inverse / n);
        }

        BatchNormalizationGradient.Apply(pool, dy, x, y, savedMean, terms, dx, dresidual, channel);
    }

    // Mean and sum of squared differences of a channel, block after block. Chan, Golub and LeVeque 1983, The American Statistician 37.
    private static (double Mean, double Squares) Merge(double* moments, int c, AlongAxis channel, BatchNormalizationBlocks blocks)
    {
        double mean = 0,
            squares = 0,
            count = 0;
        for (long block = 0; block < blocks.Count; block++)
        {
            double added = blocks.Elements(block, channel);
            var difference = moments[(((2 * block) + 0) * channel.Size) + c] - mean;
            squares += moments[(((2 * block) + 1) * channel.Size) + c] + (difference * difference * count * added / (count + added));
            mean += difference * added / (count + added);
            count += added;
        }

        return (mean, squares);
    }
}
