import type { FlowAction } from '../action.ts';
import { checkHoursOfOperation } from './check-hours-of-operation.ts';
import { compare } from './compare.ts';
import { connectParticipantWithLexBot } from './connect-participant-with-lex-bot.ts';
import { createTask } from './create-task.ts';
import { disconnectParticipant } from './disconnect-participant.ts';
import { endFlowExecution } from './end-flow-execution.ts';
import { getParticipantInput } from './get-participant-input.ts';
import { invokeLambdaFunction } from './invoke-lambda-function.ts';
import { loop } from './loop.ts';
import { messageParticipant } from './message-participant.ts';
import { transferContactToQueue } from './transfer-contact-to-queue.ts';
import { updateContactAttributes } from './update-contact-attributes.ts';
import { updateContactData } from './update-contact-data.ts';
import { updateContactEventHooks } from './update-contact-event-hooks.ts';
import { updateContactRecordingBehavior } from './update-contact-recording-behavior.ts';
import { updateContactTargetQueue } from './update-contact-target-queue.ts';
import { updateContactTextToSpeechVoice } from './update-contact-text-to-speech-voice.ts';
import { wait } from './wait.ts';
import { withoutEffect } from './without-effect.ts';

/** Every action of the flow language that the laptop's telephone plays, by its type. */
export const FLOW_ACTIONS: ReadonlyMap<string, FlowAction> = new Map(
  [
    messageParticipant,
    connectParticipantWithLexBot,
    getParticipantInput,
    invokeLambdaFunction,
    compare,
    loop,
    wait,
    disconnectParticipant,
    endFlowExecution,
    transferContactToQueue,
    createTask,
    checkHoursOfOperation,
    updateContactAttributes,
    updateContactData,
    updateContactEventHooks,
    updateContactRecordingBehavior,
    updateContactTargetQueue,
    updateContactTextToSpeechVoice,
    ...withoutEffect,
  ].map((action) => [action.type, action]),
);
