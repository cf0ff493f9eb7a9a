import { list, words } from './lists.ts';
import type { NameWords } from './words.ts';

/** How names are given in Spanish. */
export const esNames: NameWords = {
  introductions: list(`
    me llamo / mi nombre es / mi nombre completo es / el nombre es / es a nombre de / a nombre de / soy el señor /
    soy la señora / habla / le habla / mi apellido es / apellido / el apellido es / se escribe / se deletrea / lo deletreo / nombre
  `),
  surnameIntroductions: list(
    'apellido / y apellido / mi apellido es / y mi apellido es / de apellido / el apellido es / espacio / nueva palabra',
  ),
  weakIntroductions: list('soy / es / sí / no / perdón / en realidad / aquí / claro'),
  particles: list('de / del / la / las / los / van / von / da / dos / di'),
  apostrophes: ['o', 'd'],
  capitalPrefixes: ['mc'],
  notNames: words(`
    a al algo alguien sin algún ahora ahí antes aquí así aún ayer ayuda bien buen buena buenas bueno buenos cada
    cambiar cancelar casi cita citas claro cliente cómo como con consulta correcto cosa cuál cuando cuándo cuánto dar
    día días dentista después diente disculpe doctor dolor dónde duele el él ella ellos empaste en entonces es esa ese
    eso esta está están este esto estoy favor fecha gracias gustaría hablar hace hacer hasta hay hola hora hoy igual
    importa jueves le limpieza llamar llamo lo lugar luego lunes mañana martes más me mejor menos mes mi miércoles
    mismo momento moverla mucho muela muy nada necesito ni ninguna ninguno no noche nombre nos nueva nuevo número o
    ocupado otra otro para paciente pero perdón perfecto persona poco podría por porque posible pregunta primero
    problema pronto próximo pues puede puedo que qué quería quién quiero quisiera recepción reservar revisión sábado
    se seguro semana señor señora ser si sí siempre solo soy su también tarde telefono teléfono temprano tener tengo
    tiempo tiene todo tratamiento tres un una uno urgencia urgente usted va vale vamos ver vez viernes visita y ya yo
    domingo mal listo lista nervioso nerviosa contento enfermo correo apellido llamando cambiarla cancelarla
    blanqueamiento emergencia
  `),
  followers: list(
    'y / mi / con / para / por favor / gracias / hablando / se escribe / sin / quiero / quisiera / pero / de parte',
  ),
  contractions: [],
  spelledWith: ['con', 'con la letra', 'se escribe con', 'es con'],
  spelledWithout: ['sin', 'sin la', 'sin la letra', 'sin una'],
  soundAlikes: [
    ['s', 'z'],
    ['c', 's'],
    ['c', 'z'],
    ['b', 'v'],
    ['g', 'j'],
    ['i', 'y'],
    ['k', 'c'],
    ['m', 'n'],
    ['l', 'y'],
  ],
};
