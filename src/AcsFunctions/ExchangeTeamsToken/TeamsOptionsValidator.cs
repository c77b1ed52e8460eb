using Microsoft.Extensions.Options;

namespace AcsFunctions.ExchangeTeamsToken;

[OptionsValidator]
internal sealed partial class TeamsOptionsValidator : IValidateOptions<TeamsOptions>;
