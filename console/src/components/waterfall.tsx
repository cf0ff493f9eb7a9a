import type { TurnView } from '../call/view.ts';
import { bars } from '../call/waterfall.ts';

/** The scale of the chart grows in these steps, so that turns stay comparable while a call goes on. */
const SCALE_STEP_MS = 500;

/** Each turn's way from the caller's last sound to the agent's first, stage by stage. */
export function Waterfall({ turns }: { turns: TurnView[] }) {
  const measured = turns.flatMap((turn) => {
    const stages = turn.line === undefined ? [] : bars(turn.line);
    const total = stages.at(-1)?.toMs;
    return total === undefined ? [] : [{ turn, stages, total }];
  });
  const longest = Math.max(1, ...measured.map(({ total }) => total));
  const scaleMs = Math.ceil(longest / SCALE_STEP_MS) * SCALE_STEP_MS;
  return (
    <section class="card waterfall">
      <h2>
        Latency <small>from your last sound to the agent's first</small>
      </h2>
      {measured.length === 0 ? (
        <p class="empty">Each spoken turn is drawn here once it has been answered.</p>
      ) : (
        <>
          <ol>
            {measured.map(({ turn, stages, total }) => (
              <li key={turn.turn}>
                <span class="turn">{turn.turn}</span>
                <span class="track">
                  {stages.map((bar) => (
                    <i
                      key={bar.stage}
                      class={bar.stage}
                      title={`${bar.label}: ${Math.round(bar.toMs - bar.fromMs)} ms`}
                      style={{
                        left: `${(100 * bar.fromMs) / scaleMs}%`,
                        width: `${(100 * (bar.toMs - bar.fromMs)) / scaleMs}%`,
                      }}
                    />
                  ))}
                </span>
                <span class="total">{Math.round(total)} ms</span>
              </li>
            ))}
          </ol>
          <p class="key">
            <i class="endpointing" /> end of turn <i class="brain" /> first sentence <i class="voice" /> voice{' '}
            <i class="line" /> line
          </p>
        </>
      )}
    </section>
  );
}
