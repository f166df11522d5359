using System.Text;

namespace PeerProto.Protocol.Handshake.Shapes;

/// <summary>A place inside a type, from the inside out.</summary>
internal sealed class ShapePath
{
    private const int MaximumSteps = 8;

    private readonly string _step;
    private readonly ShapePath? _outer;

    /// <summary>Makes a place.</summary>
    /// <param name="step">What it is of the one around.</param>
    /// <param name="outer">The one around.</param>
    public ShapePath(string step, ShapePath? outer = null)
    {
        _step = step;
        _outer = outer;
    }

    /// <summary>The place as people say it: <c>member 2 of the result</c>. The middle of a long one is left out.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(_step);
        ShapePath? place = _outer;
        for (int steps = 1; place is not null && steps < MaximumSteps; steps++, place = place._outer)
            text.Append(" of ").Append(place._step);
        if (place is null)
            return text.ToString();
        while (place._outer is not null)
            place = place._outer;
        return text.Append(" of … of ").Append(place._step).ToString();
    }
}
