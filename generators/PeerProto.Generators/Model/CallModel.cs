namespace PeerProto.Generators.Model;

/// <summary>A call of a contract.</summary>
/// <param name="Id">The number peers know it by.</param>
/// <param name="Name">The method's name, ready for use.</param>
/// <param name="PlainName">The method's name as a person reads it.</param>
/// <param name="Cref">What documentation refers to it by.</param>
/// <param name="Shape">Which sides send a stream.</param>
/// <param name="Field">The proxy's field for the call.</param>
/// <param name="Answer">The service's method that answers the call.</param>
/// <param name="Caller">The name of the service method's first parameter.</param>
/// <param name="ReturnType">The method's return type.</param>
/// <param name="ReturnsTask">Whether the method returns a task rather than a value task.</param>
/// <param name="Parameters">The method's parameters, in order.</param>
/// <param name="Arguments">What carries the arguments, or null where there are none.</param>
/// <param name="Result">The result, or null where there is none; in a duplex stream, the items that the called side sends.</param>
/// <param name="Item">The items of the stream, or null where there is none; in a duplex stream, those that the caller sends.</param>
/// <param name="Progress">What the called side reports meanwhile, or null where it reports nothing.</param>
/// <param name="DeadlineMilliseconds">How long the call may take, or null without a limit.</param>
/// <param name="MaxSize">The most bytes of each of its encoded values, or null without a limit.</param>
/// <param name="Concurrency">How many of one peer's calls run at once, or null for as many as come.</param>
/// <param name="IsIdempotent">Whether doing it twice comes to the same as doing it once.</param>
/// <param name="Permission">What a peer needs for calling it, or null.</param>
/// <param name="Faults">The declared errors, by id.</param>
internal sealed record CallModel(
    int Id,
    string Name,
    string PlainName,
    string Cref,
    CallShape Shape,
    string Field,
    string Answer,
    string Caller,
    string ReturnType,
    bool ReturnsTask,
    EquatableArray<ParameterModel> Parameters,
    ArgumentsModel? Arguments,
    WireTypeModel? Result,
    WireTypeModel? Item,
    WireTypeModel? Progress,
    int? DeadlineMilliseconds,
    int? MaxSize,
    int? Concurrency,
    bool IsIdempotent,
    string? Permission,
    EquatableArray<FaultModel> Faults);
